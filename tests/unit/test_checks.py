"""Every rule on a bad fixture, the clean course, and what rules must let pass."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from course.checks.finding import Finding
from course.checks.numbers import find_numbers, numbers_of_claim
from course.checks.options import BLOCKS, NAMING, PLACES
from course.checks.report import write_github, write_json, write_text
from course.checks.rules import read_rules
from course.checks.schema import SCHEMAS
from course.checks.security import SCHEMES, plain_address
from course.checks.suite import CHECKS, check_course
from course.html.blocks import BUILDERS
from course.html.figures import FIGURES
from course.html.places import CHOOSING, NAMED, NAMED_NESTING, NESTING
from course.html.places import PLACES as DRAWN
from course.source.folder import read_course

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "checks"
BAD: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (FIXTURES / "bad.yml").read_text(encoding="utf-8")
)
IN_BUILD = {"unsafe-html"}
"""Rules that only the rendered page can break; tests/unit/test_allowed.py has theirs."""
RULES = read_rules()
EN, ZH = "lessons/01-shop.en.md", "lessons/01-shop.zh.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the clean course."""
    return Path(shutil.copytree(FIXTURES / "clean", tmp_path / "docs"))


def change(docs: Path, path: str, find: str, put: str) -> None:
    """Replace the first occurrence; it must be there."""
    text = (docs / path).read_text(encoding="utf-8")
    assert find in text, f"{path} has no {find!r}"
    (docs / path).write_text(text.replace(find, put, 1), encoding="utf-8")


def check(docs: Path, *paths: str) -> tuple[Finding, ...]:
    """Findings; the fixtures keep no record of translations, whose tests are elsewhere."""
    found = check_course(read_course(docs), paths or None)
    return tuple(finding for finding in found if finding.rule != "outdated-section")


def rules(docs: Path) -> set[str]:
    return {finding.rule for finding in check(docs)}


# Files that are no pages


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"{}>{}</svg>'


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("assets/images/a.png", "x", ""),
        ("assets/images/a.svg", SVG.format("", '<path d="M0 0" fill="#fff"/>'), ""),
        ("assets/images/a.svg", SVG.format(' onload="a()"', ""), "onload"),
        ("assets/images/a.svg", SVG.format("", "<script>a()</script>"), "script"),
        ("assets/images/a.svg", SVG.format("", '<a x:href="javascript:a()"/>'), "attribute"),
        ("assets/images/a.svg", "<?xml version='1'?><!DOCTYPE a>" + SVG, "a declaration"),
        ("assets/images/a.svg", '<?xml-stylesheet href="//a.b"?>' + SVG, "a declaration"),
        ("assets/images/a.svg", "<svg", "a mistake"),
        ("assets/a.svg", SVG.format("", ""), "hand this file out"),
        ("assets/javascripts/a.js", "a()", ""),
        ("a.js", "a()", "hand this file out"),
        ("data/a.yaml", "a: b", "hand this file out"),
        (".a.swp", "x", ""),
    ],
)
def test_files_that_are_no_pages(docs: Path, path: str, text: str, rule: str) -> None:
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(text, encoding="utf-8")
    found = [f for f in check(docs) if f.rule == "loose-file"]
    assert len(found) == bool(rule)
    assert all(rule in finding.message and finding.path == path for finding in found)


def test_what_stands_for_a_file_elsewhere_is_refused(docs: Path) -> None:
    (docs / "cases" / "other.en.md").symlink_to(docs / "nowhere.md")
    assert "loose-file" in rules(docs)


# Lines beyond measure


def test_a_line_has_a_length_and_a_depth(docs: Path) -> None:
    fits = "a" * 5_000 + "\n\n" + "\t" * 9 + "- a\n\n```text\n" + " " * 60 + "a\n```"
    for text, found in ((fits, 0), ("a" * 5_001, 1), ("    " * 10 + "- a", 1)):
        file = docs / "cases" / "shop.en.md"
        before = file.read_text(encoding="utf-8")
        file.write_text(f"{before}\n{text}\n", encoding="utf-8")
        assert [f.rule for f in check(docs)].count("line-limit") == found
        file.write_text(before, encoding="utf-8")


# The catalogue


def test_every_rule_has_one_bad_fixture_and_every_fixture_a_rule() -> None:
    assert set(BAD) == set(RULES) - IN_BUILD


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rules_say_why_and_what_to_do(rule: Any) -> None:
    for sentence in (rule.reason(), rule.remedy()):
        assert sentence[0].isupper() and sentence.endswith(".")


@pytest.mark.parametrize("name", BAD)
def test_bad_fixture_gives_exactly_its_finding(docs: Path, name: str) -> None:
    bad = BAD[name]
    for edit in bad["edits"]:
        file = docs / edit["file"]
        if edit.get("remove"):
            file.unlink()
        elif "write" in edit:
            file.write_text(edit["write"], encoding="utf-8")
        elif "rename" in edit:
            file.rename(docs / edit["rename"])
        elif "hex" in edit:
            raw, find = file.read_bytes(), edit["find"].encode()
            assert find in raw
            file.write_bytes(raw.replace(find, bytes.fromhex(edit["hex"]) + find, 1))
        else:
            change(docs, edit["file"], edit["find"], edit["put"])
    findings = check(docs) if name != "outdated-section" else check_course(read_course(docs))
    severity = RULES[name].severity
    expected = Finding(bad["path"], bad["line"], name, bad["message"], bad["fix"], severity)
    assert expected in findings
    rest = {f.rule for f in findings if f != expected} - {"outdated-section"}
    assert rest == set(bad.get("also", ()))


def test_clean_course_has_no_findings(docs: Path) -> None:
    assert check(docs) == ()


def test_findings_are_sorted_and_the_same_twice(docs: Path) -> None:
    for edit in (BAD["raw-html"], BAD["uncited-number"], BAD["unknown-term"]):
        change(docs, EN, edit["edits"][0]["find"], edit["edits"][0]["put"])
    findings = check(docs)
    assert len(findings) == 3
    assert findings == check(docs)
    assert list(findings) == sorted(findings, key=lambda f: (f.path, f.line, f.rule))


def test_paths_narrow_the_findings(docs: Path) -> None:
    change(docs, EN, "In pairs.", "In <b>pairs</b>.")
    change(docs, "cases/shop.en.md", "In 2004", "In 2004 <br>")
    assert [f.path for f in check(docs, "cases")] == ["cases/shop.en.md"]
    assert [f.path for f in check(docs, EN)] == [EN]
    assert check(docs, "lessons/01-shop.zh.md") == ()
    assert len(check(docs)) == 2


# What the rules must agree with


def test_blocks_and_places_are_those_that_are_drawn() -> None:
    assert set(BLOCKS) == set(BUILDERS) | {"notes", "question"}
    figures = {f"figure: {name}" for name in FIGURES}
    named = set(NAMED) | set(NAMED_NESTING)
    assert set(PLACES) == set(DRAWN) | set(CHOOSING) | named | set(NESTING) | figures
    assert set(NAMING) == named


@pytest.mark.parametrize("file", sorted(SCHEMAS.glob("*.json")), ids=lambda file: file.stem)
def test_schemas_are_valid_and_closed(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    open_parts = [
        part
        for part in _parts(schema)
        if "properties" in part and part.get("additionalProperties", True) is True
    ]
    assert open_parts == []


def _parts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(part for item in value.values() for part in _parts(item))]
    return [part for item in value for part in _parts(item)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("place", "rule", "fix"),
    [
        ("checklist: a", None, ""),
        ("checklist: b", "unknown-entry", "use one of a"),
        ("checklist", "unknown-entry", "use one of a"),
        ("level: centric", "unknown-entry", "there is none yet: add it first"),
        ("worksheet: x", "unknown-entry", "there is none yet: add it first"),
        ("ledger: x", "unknown-place", "write '/// place | ledger'"),
        ("figure: timelines", "unknown-place", "write '/// place | figure: timeline'"),
    ],
)
def test_places_that_name_one_thing(docs: Path, place: str, rule: str | None, fix: str) -> None:
    for locale in ("zh", "en"):
        path = f"reference/ledger.{locale}.md"
        change(docs, path, "/// place | ledger", f"/// place | {place}")
    found = [f for f in check(docs) if f.path == "reference/ledger.en.md"]
    assert [f.rule for f in found] == ([rule] if rule else [])
    assert not fix or found[0].fix == fix


# Security


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JavaScript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](java&#115;cript:alert(1))",
        "[x](java&#x73;cript&colon;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](javascript\\:alert(1))",
        "[x](&amp;#106;avascript:alert(1))",
        "[a [b] c](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "[x](vbscript:msgbox)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](data:image/svg+xml,x)",
        "[x](file:///etc/passwd)",
        "[x](blob:abc)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[x][y]\n\n[y]:\n  javascript:alert(1)",
        "[x][y]\n\n  [y]: <javascript:alert(1)>",
        "<javascript:alert(1)>",
        "a lone ` hides nothing\n\n[x](javascript:alert(1))\n\nup to this `",
        "- a lone `\n- [x](javascript:alert(1))\n- up to this `",
        "\\`[x](javascript:alert(1))\\`",
        "one ` two\n[x](javascript:alert(1))\nthree ` four",
        "```\ncode\n````\n\n[x](javascript:alert(1))",
        "```{onclick=x}\n[x](javascript:alert(1))\n```",
    ],
)
def test_script_vectors_are_refused(docs: Path, text: str) -> None:
    change(docs, EN, "In pairs.", text)
    hiding = {"code-fence", "code-span"}
    assert rules(docs) & ({"script-link"} | hiding)
    if "`" not in text:
        assert "script-link" in rules(docs)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<IMG\nSRC=x>",
        "<!-- a comment -->",
        "<?php x ?>",
        "<!doctype html>",
        "</p>",
        "<svg/onload=alert(1)>",
        "<x-y>",
    ],
)
def test_raw_html_is_refused_everywhere(docs: Path, text: str) -> None:
    change(docs, EN, "In pairs.", text)
    assert "raw-html" in rules(docs)


@pytest.mark.parametrize(
    ("path", "find", "put", "line"),
    [
        (EN, "title: A day in a shop", 'title: "A \\x3Cb> in a shop"', 3),
        (EN, "output: A sentence that can be checked", 'output: "\\x3Ci>A line"', 76),
        (EN, "/// case | The first customer", "/// case | The <i>first</i>", 16),
        (EN, "compare: Compare two", "compare: Compare <b>two</b>", 7),
        ("data/facts.yml", "en: The shop began", "en: The <b>shop</b> began", 7),
        ("data/glossary.yml", "zh: 一线", "zh: <i>一线</i>", 2),
        ("data/strings.yml", 'en: "Right"', 'en: "<b>Right</b>"', 2),
    ],
)
def test_raw_html_is_found_in_front_matter_options_and_data(
    docs: Path, path: str, find: str, put: str, line: int
) -> None:
    change(docs, path, find, put)
    found = [(f.path, f.line) for f in check(docs) if f.rule == "raw-html"]
    assert found == [(path, line)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[x](https://example.org)", "foreign-link"),
        ("[x](//example.org)", "foreign-link"),
        ("[x](\\\\example.org)", "foreign-link"),
        ("<https://example.org>", "foreign-link"),
        ("[x]: https://example.org", "foreign-link"),
        ("![x](//example.org/x.png)", "foreign-image"),
        ("[x](/lessons/)", "broken-link"),
        ("[x](01-shop.zh.md)", "broken-link"),
        ("[x](../cases/shop/)", "broken-link"),
        ("[x](#nowhere)", "broken-link"),
        ("word{.red}", "attribute-list"),
        ("word{: onclick=x }", "attribute-list"),
        ("word{ onclick='x' }", "attribute-list"),
        ("| a | b |\n| :-: | --- |\n| 1a | b |", "aligned-column"),
        ("a\u202eb", "odd-character"),
        ("a\ue000b", "odd-character"),
        ("a\x02b", "odd-character"),
        ("a\rb", "odd-character"),
    ],
)
def test_other_vectors(docs: Path, text: str, rule: str) -> None:
    change(docs, EN, "In pairs.", text)
    assert rule in rules(docs)


@pytest.mark.parametrize(
    "text",
    [
        "a < b and b > a, 3<4 and <3",
        "write to <someone@example.org>",
        "[mail](mailto:someone@example.org)",
        "`<b>` and ``a ` b`` and `[x](javascript:y)`",
        "```html\n<script>\n```",
        "~~~\n[x](javascript:y)\n~~~",
        "a colon: [see it](#ways), and {braces} and {n}",
        "| a | b |\n| --- | --- |\n| x: y | z |",
        "emoji 👩‍👩‍👧 and 々〇 and café",
        "\\# no heading, \\` no code",
        "a [bracket] and a (javascript: in words)",
    ],
)
def test_harmless_text_passes(docs: Path, text: str) -> None:
    change(docs, EN, "In pairs.", text)
    assert check(docs) == ()


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_plain_address_undoes_entities_case_and_blanks(scheme: str) -> None:
    coded = "".join(f"&#x{ord(c):x};" for c in scheme)
    assert plain_address(f" {coded.upper().replace('&#X', '&#x')}\t\\: x") == f"{scheme}:x"


# Numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4,600 hospitals and 24 % of 3.5", ["4600", "24%", "3.5"]),
        ("B2B, 5G and Web2 are names, the 1990s and the 2nd are not", ["1990", "2"]),
        ("2013 年有 24%，约4600家", ["2013", "24%", "4600"]),
        ("当年,10 月；1.26 倍，7 家.3", ["10", "1.26", "7", "3"]),
    ],
)
def test_find_numbers(text: str, numbers: list[str]) -> None:
    assert [number for number, _ in find_numbers(text)] == numbers


def test_numbers_of_claim_take_ranges_apart() -> None:
    assert {"2010", "13", "8%", "8", "19"} <= numbers_of_claim("2010-13: 19 of 8 percent")


@pytest.mark.parametrize(
    "text",
    [
        "See lesson 3, levels 2 and 3, questions 1 to 4, item 6 plus item 7, and step 2.",
        "It takes 10 minutes, a 15-minute talk or 5 min.",
        "1. one\n2. two\n10. ten",
        "See [lesson 3](../cases/shop.md#story).",
        "About 24% and once more 24 of them, in 2004[@plan-2004].",
        "Call it B2B or 4G.",
        "The report, from before 2005, says so[@plan-2004].",
    ],
)
def test_exempt_and_backed_numbers_pass(docs: Path, text: str) -> None:
    change(docs, EN, "Thinking of people first costs money too.", text)
    change(docs, ZH, "先想人也要花钱。", "先想人也要花钱[@plan-2004]。" if "[@" in text else "钱。")
    assert check(docs) == ()


@pytest.mark.parametrize("text", ["第 3 课和第 4 级、第 1、2 题，10 分钟。", "第 12 题加第 13 题"])
def test_exempt_numbers_pass_in_chinese(docs: Path, text: str) -> None:
    change(docs, ZH, "先想人也要花钱。", text)
    assert check(docs) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("It took 3 years.", 127),
        ("One paragraph[@plan-2004].\n\nIn 2004 another.", 129),
        ("- a point[@plan-2004]\n- with 25% more", 128),
        ("| year |\n| --- |\n| 2004 |", 129),
        ("In 2003[@plan-2004].", 127),
    ],
)
def test_numbers_need_their_fact_in_the_same_paragraph(docs: Path, text: str, line: int) -> None:
    change(docs, EN, "Thinking of people first costs money too.", text)
    found = [f.line for f in check(docs) if f.rule == "uncited-number"]
    assert found == [line]


# Languages


def test_a_third_language_needs_no_code(docs: Path) -> None:
    change(docs, "data/course.yml", "[zh, en]", "[zh, en, fr]")
    findings = check(docs)
    assert {f.severity for f in findings} == {"warning"}
    assert {f.rule for f in findings} == {"missing-page", "missing-text"}
    page = (docs / "cases/shop.en.md").read_text(encoding="utf-8")
    (docs / "cases/shop.fr.md").write_text(page.replace("#story}", "#recit}"), encoding="utf-8")
    fresh = [f for f in check(docs) if f.path == "cases/shop.fr.md"]
    assert [(f.line, f.rule, f.severity) for f in fresh] == [
        (8, "heading-parity", "error"),
        (10, "uncited-number", "error"),
    ]


def test_order_is_told_from_absence(docs: Path) -> None:
    text = (docs / EN).read_text(encoding="utf-8")
    first = text[text.index("/// question | l01-order") : text.index("/// question | l01-match")]
    last = "/// question | l01-is-it-so"
    moved = text.replace(first, "").replace(last, first + last)
    (docs / EN).write_text(moved, encoding="utf-8")
    (finding,) = check(docs)
    assert finding.rule == "question-parity"
    assert "stands where 01-shop.zh.md has question 'l01-order'" in finding.message
    assert finding.fix.startswith('use the same order: here comes what matches "/// question')


def test_matching_rows_are_compared(docs: Path) -> None:
    change(docs, EN, "| Fill the shelves and see | old |", "| Fill the shelves and see | new |")
    (finding,) = check(docs)
    assert (finding.line, finding.rule) == (200, "question-parity")


def test_a_page_without_its_source_is_reported(docs: Path) -> None:
    (docs / ZH).unlink()
    found = [f for f in check(docs) if f.rule == "missing-page"]
    assert [(f.path, f.message) for f in found] == [(EN, "this page has no 'zh' version")]


# Reports

MISTAKE = Finding("a,b/c.en.md", 3, "raw-html", "100% of it:\nbad, very", "mend: it", "error")
HINT = Finding("d.zh.md", 1, "stem-length", "太长", "改短", "warning")


def test_text_report() -> None:
    assert write_text((MISTAKE, HINT), "docs") == (
        "docs/a,b/c.en.md:3: raw-html: 100% of it:\nbad, very\n  fix: mend: it\n"
        "docs/d.zh.md:1: stem-length (warning): 太长\n  fix: 改短\n"
        "\n1 error, 1 warning; why a rule is there: scripts/rules raw-html\n"
    )
    assert write_text((), "docs") == "No mistakes found.\n"
    assert write_text((HINT,), "../docs/").startswith("../docs/d.zh.md:1: ")
    assert write_text((HINT,), "").startswith("d.zh.md:1: ")


def test_github_report_escapes_as_github_asks() -> None:
    assert write_github((MISTAKE, HINT), "docs") == (
        "::error file=docs/a%2Cb/c.en.md,line=3,title=raw-html"
        "::100%25 of it:%0Abad, very%0Afix: mend: it%0Ahelp: docs/contribute/rules.en.md#raw-html\n"
        "::warning file=docs/d.zh.md,line=1,title=stem-length::太长%0Afix: 改短"
        "%0Ahelp: docs/contribute/rules.en.md#stem-length\n"
    )
    assert write_github((), "docs") == ""
    address = write_github((HINT,), "docs", "https://example.org/course/")
    assert "help: https://example.org/course/en/contribute/rules/#stem-length\n" in address


def test_json_report_is_sorted_and_readable() -> None:
    text = write_json((MISTAKE, HINT), "docs")
    assert text.endswith("]\n") and "太长" in text
    rows = json.loads(text)
    assert list(rows[0]) == sorted(rows[0])
    assert rows[1] == {
        "fix": "改短",
        "help": "docs/contribute/rules.en.md#stem-length",
        "line": 1,
        "message": "太长",
        "path": "docs/d.zh.md",
        "rule": "stem-length",
        "severity": "warning",
    }
    assert json.loads(write_json((), "docs")) == []


def test_all_checks_run() -> None:
    files = Path(__file__).parents[2].glob("scripts/course/checks/[a-z]*.py")
    written = {
        name for file in files for name in re.findall(r"(?m)^def (check_\w+)", file.read_text())
    }
    assert written - {"check_course"} == {check.__name__ for check in CHECKS} - {"_problems"}
    assert len(CHECKS) == len(set(CHECKS))
