"""What editors read: schemas named in the data files, snippets that are valid blocks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from course.checks.options import BLOCKS
from course.source.folder import is_words
from course.source.page import parse_page

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted((ROOT / "docs" / "data").glob("*.yml"))
SNIPPETS: dict[str, Any] = json.loads(
    (ROOT / ".vscode" / "course.code-snippets").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_a_data_file_names_its_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match, f"begin {path.name} with '# yaml-language-server: $schema=…'"
    schema = (path.parent / match[1]).resolve()
    assert schema.is_file()
    assert schema.stem == ("strings" if is_words(path.stem) else path.stem)


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_is_what_the_grammar_asks_for(name: str) -> None:
    body = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body)
    assert "$" not in text
    page = parse_page("lessons/01-x.en.md", f"---\ntitle: T\n---\n# T\n\n{text}\n")
    assert page.problems == ()
    for block in page.blocks():
        spec = BLOCKS[block.kind]
        assert set(block.options) <= set(spec.options)
        if block.kind != "place":
            assert set(spec.needs) <= set(block.options)


def test_there_are_snippets_for_questions_key_points_and_notes() -> None:
    assert {"question", "key", "notes"} <= {snippet["prefix"] for snippet in SNIPPETS.values()}


def test_contributing_leads_to_pages_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 18
    for path, _, section in (link.partition("#") for link in links):
        assert f"{{#{section}}}" in (ROOT / path).read_text(encoding="utf-8") or not section
    pages = {p.name for p in (ROOT / "docs" / "contribute").glob("*.md")}
    assert pages == {
        Path(link.split("#")[0]).name for link in links if link.startswith("docs/contribute/")
    }
