"""60 mistakes planted in a copy of the course are named with file, line, rule and remedy."""

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
        fix: its remedy; `{zh:id}` is the line of that question in the Chinese page. With "…" at
            its end, the remedy begins so.
        path: file that is changed and named.
    """

    find: str
    put: str
    rule: str
    fix: str
    path: str = EN


def _lesson(number: int, locale: str = "en") -> str:
    (path,) = (ROOT / "docs" / "lessons").glob(f"{number:02}-*.{locale}.md")
    return f"lessons/{path.name}"


OTHER = r"(/// other\n\n)"
SURE = r"(\{#sure\}\n\n)"
TAKE = r"(/// take\n\n)(- [^\n]*)\n"
SOURCES = "add the work to docs/data/sources.yml and cite a fact that rests on it"

ELSEWHERE = (
    Plant("/// key\n", "¶/// key | Points\n", "block-title", "write '/// key'", _lesson(2)),
    Plant(
        r"(/// notes\n    )minutes: ",
        r"\1¶minute: ",
        "block-option",
        "write 'minutes:'",
        _lesson(2),
    ),
    Plant(
        r"(\n## [^\n]*\n)",
        r"\1\n¶#### Deep {#deep-plant}\n",
        "heading-level",
        'write "### Deep"',
        _lesson(2),
    ),
    Plant(
        TAKE,
        r"\1¶\2  \n",
        "trailing-space",
        "delete them, or run scripts/check --fix",
        _lesson(2),
    ),
    Plant(
        r"(\w)\[@",
        r"\1 ¶[@",
        "citation-place",
        "attach it to the word before it, in front of the punctuation",
        _lesson(3),
    ),
    Plant(
        TAKE,
        r"\1¶\2{: .wide }\n",
        "attribute-list",
        'remove it; only headings take an id, as in "## text {#id}"',
        _lesson(3),
    ),
    Plant(OTHER, '\\1¶He said "no".\n\n', "straight-quote", "write “ and ”, or ’", _lesson(3)),
    Plant(
        r"(/// key\n\n- )",
        "\\1¶\u200b",
        "odd-character",
        "delete it and type the text around it anew",
        _lesson(3),
    ),
    Plant(OTHER, r"\1¶See [this](https://example.org/x).\n\n", "foreign-link", SOURCES, _lesson(4)),
    Plant(
        SURE,
        r"\1¶![x](../assets/images/mark.svg)\n\n",
        "lesson-image",
        'use a figure made from data: "/// place | figure: name"',
        _lesson(4),
    ),
    Plant(
        r"(\{#practice\}\n\n)",
        r"\1¶A lone ` here.\n\n",
        "code-span",
        'close the code on the same line, or write "\\`" for a plain backtick',
        _lesson(4),
    ),
    Plant(
        r"(\{#checklist\}\n\n)",
        r"\1¶‹say who›\n\n",
        "placeholder",
        "replace “‹say who›”",
        _lesson(4),
    ),
    Plant(
        r"(- \[ \] [^\n]*)\n    > [^\n]*\n",
        r"¶\1\n",
        "feedback-missing",
        'write "    > …" below the option: why it is right, or what it gets wrong',
        _lesson(5),
    ),
    Plant(
        SURE,
        r"\1¶See [x](03-ladder.md#no-such-place).\n\n",
        "broken-link",
        "its sections are …",
        _lesson(5),
    ),
    Plant(
        OTHER,
        r"\1¶![x](https://example.org/x.png)\n\n",
        "foreign-image",
        "draw it as a figure, or put the file into docs/assets/images",
        _lesson(5),
    ),
    Plant(
        r"    group: \d+",
        "    ¶group: 9",
        "activity-parity",
        "make both the same (zh line …",
        _lesson(5),
    ),
    Plant(
        r"  check: verified(?![\s\S]*  check: verified)",
        "  ¶check: verifyed",
        "data-schema",
        "write 'verified'",
        "data/facts.yml",
    ),
    Plant("  kind: ", "  ¶kinds: ", "data-schema", "write 'kind:'", "data/facts.yml"),
    Plant(
        r"\n  - [a-z0-9-]+\n  origin",
        "\n  ¶- nobody-at-all\n  origin",
        "unknown-source",
        "…",
        "data/glossary.yml",
    ),
    Plant(
        r"\n(  zh: [^\n]*)\n  en: [^\n]*\n",
        r"\n¶\1\n",
        "missing-text",
        'write "en: …" beside "zh: …',
        "data/glossary.yml",
    ),
    Plant(
        r"question\.count: (.*)\{all\}\"\}",
        r'¶question.count: \1{total}"}',
        "string-field",
        "use the same names in every language",
        "data/strings.yml",
    ),
    Plant(
        r"(?m)^items: \d+", "¶items: 3", "blueprint-sum", "write 'items: …", "data/blueprint.yml"
    ),
    Plant("lesson: l01", "¶lesson: l99", "path-lesson", "use one of l01, …", "data/paths.yml"),
    Plant(
        r"\{#situation\}",
        "¶{#location}",
        "shadow-id",
        "write a longer one, such as 'location-here', in every language",
        "cases/lego.en.md",
    ),
    Plant(
        r"---\n(id: [^\n]*)\n(title: [^\n]*)\n",
        r"---\n¶\2\n\1\n",
        "key-order",
        "write 'id' first: …",
        "cases/lego.en.md",
    ),
    Plant(
        r"\[@[a-z0-9-]+\]",
        "¶[@no-such-thing-at-all]",
        "unknown-fact",
        "…",
        "cases/cleveland-clinic.en.md",
    ),
    Plant(OTHER, "\\1¶他说:不行,明天来.\n\n", "typography", 'write "…', _lesson(2, "zh")),
    Plant(
        r"## [^\n]* \{#quiz\}",
        "¶## 自测 AB {#quiz}",
        "title-gap",
        'write "测A"',
        _lesson(2, "zh"),
    ),
    Plant(
        OTHER,
        r"\1¶<img src=x onerror=alert(1)>\n\n",
        "raw-html",
        "write it in Markdown or as a block…",
        _lesson(3, "zh"),
    ),
    Plant(
        SURE,
        r"\1¶[看](data:text/html,x)\n\n",
        "script-link",
        "link to a page of the course…",
        _lesson(3, "zh"),
    ),
    Plant(
        r"\n///(\n\n/// notes)",
        r"\n¶ ///\1",
        "block-fence",
        'write "///" at the very start of the line',
        _lesson(6),
    ),
    Plant("/// notes", "¶/// note", "unknown-block", "write '/// notes'", _lesson(7)),
    Plant(
        r"(/// notes\n    minutes: \d+\n\n)",
        r"\1¶## Inside\n\n",
        "heading-in-block",
        "write it in bold, or move it out of the block",
        _lesson(8),
    ),
    Plant(
        SURE,
        r"\1A line\n¶---\n\n",
        "heading-style",
        'write headings as "## text {#id}"; leave a blank line above a rule "---"',
        _lesson(8),
    ),
    Plant(r"question \| l09-", "¶question | l08-x-", "question-id", "write 'l09-…", _lesson(9)),
)

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
        "cite the fact that has it in this paragraph, or leave the number out",
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
    *ELSEWHERE,
)


def plant_all(docs: Path) -> list[Row]:
    """Change the copy; returns path, line, rule and remedy of what must be found."""
    paths = {plant.path for plant in PLANTS} | {ZH}
    texts = {path: (docs / path).read_text(encoding="utf-8") for path in paths}
    chinese = texts[ZH]
    for number, plant in enumerate(PLANTS):
        put = plant.put.replace("¶", f"¶{number};")
        texts[plant.path], count = re.subn(plant.find, put, texts[plant.path], count=1)
        assert count, f"{plant.path} has nothing like {plant.find!r} any more"
    expected: list[Row] = []
    for number, plant in enumerate(PLANTS):
        text = texts[plant.path]
        line = text.count("\n", 0, text.index(f"¶{number};")) + 1
        fix = re.sub(r"\{zh:(.*?)\}", lambda m: _line_of(chinese, f"| {m[1]}\n"), plant.fix)
        expected.append((plant.path, line, plant.rule, fix))
    for path, text in texts.items():
        (docs / path).write_text(re.sub(r"¶\d+;", "", text), encoding="utf-8")
    return expected


def is_found(row: Row, found: set[Row]) -> bool:
    """Whether a finding says so; a remedy that ends in "…" has to begin as it does."""
    path, line, rule, fix = row
    if not fix.endswith("…"):
        return row in found
    return any(f[:3] == (path, line, rule) and f[3].startswith(fix[:-1]) for f in found)


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


def test_there_are_60_plants_of_30_kinds() -> None:
    assert len(PLANTS) == 60
    assert len({plant.rule for plant in PLANTS}) >= 30


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
    assert [row for row in expected if not is_found(row, found)] == []
