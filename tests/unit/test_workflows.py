"""Workflows, forms and hooks: pinned, without rights, and about files that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if p.name != "config.yml")


def read(path: Path) -> dict[str, Any]:
    """A YAML file; `on` stays a word."""
    value: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return value


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("zizmor")
    command = [str(tool), "--offline", "--no-progress", "--persona", "pedantic", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_and_finds_a_planted_mistake(tmp_path: Path) -> None:
    done = audit(GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr
    copy = Path(shutil.copytree(GITHUB, tmp_path / ".github")) / "workflows" / "check.yml"
    text = copy.read_text(encoding="utf-8")
    planted = text.replace('"$BASE"', "${{ github.event.pull_request.title }}")
    assert planted != text
    copy.write_text(planted, encoding="utf-8")
    assert audit(tmp_path / ".github").returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_pinned_and_have_no_rights_by_default(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text and "secrets." not in text
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in used)
    for job in workflow["jobs"].values():
        assert job["permissions"] and job["timeout-minutes"]
    for command in re.findall(r"run: (scripts/\w+)", text):
        assert (ROOT / command).is_file(), command


def test_a_pull_request_may_only_read() -> None:
    jobs = read(GITHUB / "workflows" / "check.yml")["jobs"]
    assert all(job["permissions"] == {"contents": "read"} for job in jobs.values())
    steps = [step for job in jobs.values() for step in job["steps"]]
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_only_main_is_published() -> None:
    workflow = read(GITHUB / "workflows" / "publish.yml")
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert "pull_request" not in workflow["on"]
    assert workflow["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"


def test_owners_are_named_for_all_that_is_executed() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    paths = [line.split()[0] for line in lines if line and not line.startswith("#")]
    owners = {line.split()[1] for line in lines if line and not line.startswith("#")}
    for page in ("architecture.en.md", "architecture.zh.md"):
        # The page says which name a copy of the repository has to replace.
        text = (ROOT / "docs" / "contribute" / page).read_text(encoding="utf-8")
        assert all(f"`{owner}`" in text for owner in owners)
    for path in paths:
        assert list(ROOT.glob(path.strip("/"))), path
    for needed in ("/scripts/", "/overrides/", "/mkdocs.yml", "/.github/", "/tests/"):
        assert needed in paths


def test_every_lock_is_renewed_after_a_wait() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {u["package-ecosystem"] for u in updates} == {"github-actions", "pip", "npm"}
    assert all(int(update["cooldown"]["default-days"]) >= 7 for update in updates)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_speak_both_languages(path: Path) -> None:
    form = read(path)
    assert form["name"] and form["description"] and form["body"]
    for field in form["body"]:
        label = field["attributes"]["label"]
        assert re.search(r"[\u4e00-\u9fff]", label) and re.search(r"[A-Za-z]", label)


def test_the_pull_request_asks_for_the_language() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert "语言 · Language" in text and text.count("- [ ]") >= 6


def test_hooks_run_what_is_here_and_fetch_nothing() -> None:
    hooks = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [entry["repo"] for entry in hooks] == ["local"]
    entries = [hook["entry"].split()[0] for hook in hooks[0]["hooks"]]
    assert entries[0] == "scripts/check" and (ROOT / entries[0]).is_file()
