"""25 mistakes planted in a copy of lesson 1 are named with file, line, rule and remedy."""

from __future__ import annotations

import json
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.commands.check import check

ROOT = Path(__file__).resolve().parents[2]
EN, ZH = "lessons/01-shared-words.en.md", "lessons/01-shared-words.zh.md"
Row = tuple[str, int, str, str]


@dataclass(frozen=True)
class Plant:
    """A mistake.

    Attributes:
        find: pattern of what is replaced, once.
        put: what stands there instead, as in `re.sub`; `¶` marks the line to be named.
        rule: rule of the finding.
        fix: its remedy; `{zh:id}` is the line of that question in the Chinese page.
        path: file that is changed and named.
    """

    find: str
    put: str
    rule: str
    fix: str
    path: str = EN


PLANTS = (
    Plant(r"room: 35\}", "¶rooms: 35}", "front-matter", "write 'room:'"),
    Plant(
        r"# Are we talking about the same thing\?",
        "¶# Are we talking about the same thing",
        "page-title",
        'write "# Are we talking about the same thing?", or change the title in line 3',
    ),
    Plant(
        r"\{#two-managers\}",
        "¶{#two_managers}",
        "heading-id",
        "write {#two-managers} in every language",
    ),
    Plant("fictional: true", "¶fiction: true", "block-option", "write 'fictional:'"),
    Plant(
        r"\[customer-centric\]\(term:customer-centric\)",
        "¶[customer-centric](term:customer-centrik)",
        "unknown-term",
        "write [customer-centric](term:customer-centric)",
    ),
    Plant("@slogan-hollowing", "¶@slogan-hollow", "unknown-fact", "write 'slogan-hollowing'"),
    Plant(
        "figure: four-definitions",
        "¶figure: four-definition",
        "unknown-place",
        "write '/// place | figure: four-definitions'",
    ),
    Plant(
        "Picture a washing machine",
        "¶<b>Picture</b> a washing machine",
        "raw-html",
        'write it in Markdown or as a block; a plain "<" before a letter as "&lt;"',
    ),
    Plant(
        r"mechanism \{#slogan-behaviour-mechanism\}",
        "mechanism¶{#slogan-behaviour-mechanism}",
        "heading-id",
        'write "## Slogan, behaviour, mechanism {#slogan-behaviour-mechanism}"',
    ),
    Plant(
        r"\| --- \| --- \| --- \|(\n\| Hotline wall)",
        r"¶| :-- | --- | --- |\1",
        "aligned-column",
        "write its line of dashes without colons: | --- | --- | --- |",
    ),
    Plant(
        r"(A sentence that can be checked \{#testable\}\n\n)",
        "\\1¶It took 97 years.\n\n",
        "uncited-number",
        "cite the fact that has it in this paragraph, or write the number in words",
    ),
    Plant(
        "For “who”, name a post",
        "¶For “who”, [name a post](JavaScript&colon;alert(1))",
        "script-link",
        "link to a page of the course, as in [text](../lessons/03-ladder.md#levels)",
    ),
    Plant(
        r"(id: l01-definition-card\n +)minutes: 10",
        r"\1¶minutes: 12",
        "room-minutes",
        "write 'minutes: 10', or change the minutes of some steps",
    ),
    Plant(
        r"lines: \[who, act, notice, limit\]",
        "¶lines: [who, act, notice]",
        "block-body",
        "give each line one id in 'lines:', in the same order",
    ),
    Plant(
        r"facts: \[def-cambridge, def-verism-goals",
        "¶facts: [def-cambridge, inverted-chart",
        "sure-uncited",
        "cite it where it is used, [@inverted-chart], or show one that is cited",
        ZH,
    ),
    Plant(
        r"(question \| l01-two-actions\n +)objective: compare",
        r"\1¶objective: compares",
        "unknown-objective",
        "write 'objective: compare'",
    ),
    Plant(
        r"(question \| l01-match-definitions\n.*\n +)section: definitions",
        r"\1¶section: definition",
        "unknown-section",
        "write 'section: definitions'",
    ),
    Plant(
        r"question \| l01-satisfaction-word",
        "¶question | l01-satisfaction-words",
        "question-parity",
        'match "/// question | l01-satisfaction-word" (zh line {zh:l01-satisfaction-word})',
    ),
    Plant(
        r"(question \| l01-which-mechanism\n[\s\S]*?)- \[x\]",
        r"\1¶- [ ]",
        "question-keys",
        'write "- [x]" before the right one',
    ),
    Plant(
        r"(question \| l01-testable-parts\n[\s\S]*?) Choose all that apply\."
        r"([\s\S]*?- \[x\][\s\S]*?)- \[x\]",
        r"\1\2¶- [x]",
        "question-keys",
        'end the stem with "Choose all that apply.", or mark one option only',
    ),
    Plant(
        r"(question \| l01-study-says\n[\s\S]*?)(facts: .*\n) +judges: fact\n",
        r"\1¶\2",
        "shaky-key",
        "rest it on another fact, or ask for the check status itself and write 'judges: fact'",
    ),
    Plant(
        r"(question \| l01-obey-customers\n[\s\S]*?)> .*",
        r"\1¶> Wrong.",
        "feedback-short",
        "say why in at least 8 words, or 12 Han characters",
    ),
    Plant(
        r"question \| l01-who-is-right",
        "¶question | l01-two-actions",
        "repeated-id",
        "choose another one, the same in every language",
    ),
    Plant(
        r"(question \| l01-returns-desk\n[\s\S]*?)- \[ \] .*",
        r"\1¶- [ ] None of the above",
        "option-place",
        "name what is meant by its words, not by its place",
    ),
    Plant("/// take", "¶/// takes", "unknown-block", "write '/// take'"),
)


def plant_all(docs: Path) -> list[Row]:
    """Change the copy; returns path, line, rule and remedy of what must be found."""
    texts = {path: (docs / path).read_text(encoding="utf-8") for path in (EN, ZH)}
    chinese = texts[ZH]
    for number, plant in enumerate(PLANTS):
        put = plant.put.replace("¶", f"¶{number};")
        texts[plant.path], count = re.subn(plant.find, put, texts[plant.path], count=1)
        assert count, f"lesson 1 has nothing like {plant.find!r} any more"
    expected: list[Row] = []
    for number, plant in enumerate(PLANTS):
        text = texts[plant.path]
        line = text.count("\n", 0, text.index(f"¶{number};")) + 1
        fix = re.sub(r"\{zh:(.*?)\}", lambda m: _line_of(chinese, f"| {m[1]}\n"), plant.fix)
        expected.append((plant.path, line, plant.rule, fix))
    for path, text in texts.items():
        (docs / path).write_text(re.sub(r"¶\d+;", "", text), encoding="utf-8")
    return expected


def _line_of(text: str, part: str) -> str:
    return str(text.count("\n", 0, text.index(part)) + 1)


def read_text_report(out: str) -> set[Row]:
    pattern = r"(?m)^\S*?docs/(\S+?):(\d+): ([a-z-]+)(?: \(warning\))?: .*\n  fix: (.*)$"
    return {(path, int(line), rule, fix) for path, line, rule, fix in re.findall(pattern, out)}


def read_github_report(out: str) -> set[Row]:
    pattern = (
        r"(?m)^::[a-z]+ file=docs/(.+?),line=(\d+),title=([a-z-]+)::.*?%0Afix: (.*)%0Ahelp: .*$"
    )
    rows = re.findall(pattern, out)
    return {(path, int(line), rule, fix.replace("%25", "%")) for path, line, rule, fix in rows}


def read_json_report(out: str) -> set[Row]:
    rows = json.loads(out)
    return {(r["path"].removeprefix("docs/"), r["line"], r["rule"], r["fix"]) for r in rows}


READERS = {"text": read_text_report, "github": read_github_report, "json": read_json_report}


def test_there_are_25_plants_of_many_kinds() -> None:
    assert len(PLANTS) == 25
    assert len({plant.rule for plant in PLANTS}) > 20


@pytest.mark.parametrize("form", READERS)
def test_each_is_named_in_every_format(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = Path(shutil.copytree(ROOT / "docs", tmp_path / "docs"))
    expected = plant_all(docs)
    start = time.process_time()
    assert check(docs, [], form) == 1
    assert time.process_time() - start < 1
    found = READERS[form](capsys.readouterr().out)
    assert [row for row in expected if row not in found] == []
