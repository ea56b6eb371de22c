"""The self-assessment: rules, scoring and code, and the forms that hold them.

The scripts are run by Node.js, and this file says in Python, from the data alone, what they
must find.
"""

from __future__ import annotations

import json
import random
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from course.html.assessment import build_assessment, build_levels, build_team, write_rules
from course.html.figures import FigureError
from tests.node import evaluate
from tests.unit.place_page import LOCALES, course, scene_of, words_of

ROOT = Path(__file__).resolve().parents[2]
DATA: Any = course().data["maturity"].value
ASSESSMENT: dict[str, Any] = DATA["self_assessment"]
RULES: dict[str, Any] = json.loads(write_rules(DATA))
HELD = [2] * 10 + [1, 0, 3, 3, 2, 2]


def run(code: str, value: object) -> Any:
    """The result of an expression over `input`, the rules and what the modules export."""
    names = ("score", "code", "spread", "file")
    return evaluate(
        f"(({{ input, rules }}) => ({code}))(given)",
        {"input": value, "rules": RULES},
        **{name: f"assess-{name}.js" for name in names},
    )


# ── what the data say, in Python ───────────────────────────────────────────


def passes(level: int, scores: list[int]) -> bool:
    return all(
        sum(scores[n - 1] for n in need["items"]) >= need["least"]
        for gate in ASSESSMENT["gates"]
        if gate["level"] == level
        for need in gate["needs"]
    )


def level_of(scores: list[int]) -> tuple[int, int | None]:
    """The level, and the level whose gate was missed."""
    total = sum(scores)
    reached = next(c["level"] for c in ASSESSMENT["cutoffs"] if c["from"] <= total <= c["to"])
    for level in range(1, reached + 1):
        if not passes(level, scores):
            return level - 1, level
    return reached, None


def of_total(total: int) -> list[int]:
    """Even ratings with that sum."""
    return [total // 16 + (n < total % 16) for n in range(16)]


def cases() -> list[list[int]]:
    """Every total, every gate one below and at its line, and many at random."""
    rolls = random.Random(7)
    made = [of_total(total) for total in range(49)]
    for gate in ASSESSMENT["gates"]:
        for need in gate["needs"]:
            for values in product(range(4), repeat=len(need["items"])):
                scores = [3] * 16
                for n, value in zip(need["items"], values, strict=True):
                    scores[n - 1] = value
                made.append(scores)
    made += [[rolls.choice((0, 1, 2, 2, 3, 3, 3)) for _ in range(16)] for _ in range(600)]
    return made


def test_the_script_finds_the_level_that_the_data_say() -> None:
    table = cases()
    found = run("input.map((s) => score.judge(s, rules))", table)
    seen = set()
    for scores, result in zip(table, found, strict=True):
        held = result["held"] and result["held"]["level"]
        assert (result["level"], held) == level_of(scores), scores
        assert result["total"] == sum(scores)
        seen.add((result["level"], held))
    # All that can happen is in the table.
    assert seen >= {(1, None), (2, None), (3, None), (4, None), (2, 3), (3, 4)}


def test_level_four_needs_the_gate_of_level_three() -> None:
    scores = [3] * 10 + [1, 1, 3, 3, 3, 3]
    (result,) = run("input.map((s) => score.judge(s, rules))", [scores])
    assert (sum(scores), result["reached"], result["level"]) == (44, 4, 2)
    assert result["held"] == {"level": 3, "needs": [{"items": [11, 12], "least": 3, "sum": 2}]}


def test_a_dimension_is_weak_below_half() -> None:
    table = cases()
    found = run("input.map((s) => score.judge(s, rules).dimensions)", table)
    ids = [dimension["id"] for dimension in DATA["dimensions"]]
    for scores, dimensions in zip(table, found, strict=True):
        assert [row["id"] for row in dimensions] == ids
        for row in dimensions:
            items = [i["n"] for i in ASSESSMENT["items"] if i["dimension"] == row["id"]]
            assert row["items"] == items
            assert row["sum"] == sum(scores[n - 1] for n in items)
            assert row["weak"] == (row["sum"] / (3 * len(items)) < 0.5)
            gate = level_of(scores)[1]
            needs = [n for g in ASSESSMENT["gates"] if g["level"] == gate for n in g["needs"]]
            missed = {
                item
                for need in needs
                if sum(scores[n - 1] for n in need["items"]) < need["least"]
                for item in need["items"]
            }
            assert row["blocks"] == bool(missed & set(items))


def test_what_blocks_comes_before_what_is_weaker() -> None:
    scores = [2] * 16
    scores[0], scores[10], scores[11] = 0, 1, 1
    ids = run("score.chooseSteps(score.judge(input, rules).dimensions).map((d) => d.id)", scores)
    assert level_of(scores) == (2, None)
    assert ids == ["drive", "resources"]
    scores[12:] = [3, 3, 3, 3]
    ids = run("score.chooseSteps(score.judge(input, rules).dimensions).map((d) => d.id)", scores)
    assert level_of(scores) == (2, 3)
    assert ids == ["resources", "drive"]
    ids = run("score.chooseSteps(score.judge(input, rules).dimensions).map((d) => d.id)", [2] * 16)
    assert ids == ["drive"]


@pytest.mark.parametrize(
    ("mark", "proof", "counts"),
    [(3, "", 2), (3, "   ", 2), (3, "Minutes, 3 July", 3), (2, "", 2), (0, "x", 0)],
)
def test_a_three_needs_evidence(mark: int, proof: str, counts: int) -> None:
    assert run("score.countMarks([input[0]], [input[1]], 3)", [mark, proof]) == [counts]


# ── the code ───────────────────────────────────────────────────────────────


def test_a_code_comes_back_as_it_was() -> None:
    table = cases()
    found = run(
        "input.flatMap((s) => [1, 5, 7].map((e) => { const c = code.writeCode(s, e)\n"
        "const said = c.toLowerCase().replace('-', ' ')\n"
        "return [s, c, code.readCode(c, e), code.readCode(said, e)] }))",
        table,
    )
    codes: dict[str, list[int]] = {}
    for scores, text, *read in found:
        assert read == [{"scores": scores}] * 2
        assert len(text) == 9 and not set("ILOU") & set(text)
        codes.setdefault(text, scores)
        assert codes[text] == scores


def test_a_wrong_letter_or_two_that_changed_places_are_noticed() -> None:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    right: list[str] = run("input.map((s) => code.writeCode(s, 1))", cases()[:60])
    broken = []
    for text in (code.replace("-", "") for code in right):
        for n, other in product(range(8), letters):
            if other != text[n]:
                broken.append(text[:n] + other + text[n + 1 :])
        for a, b in combinations(range(8), 2):
            if text[a] != text[b]:
                swapped = list(text)
                swapped[a], swapped[b] = text[b], text[a]
                broken.append("".join(swapped))
    found = run("input.map((c) => code.readCode(c, 1))", broken)
    assert len(broken) > 10000
    assert {row.get("fault") for row in found} == {"check"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", {"fault": "length", "value": 0}),
        ("6NAN-97A", {"fault": "length", "value": 7}),
        ("6NAN-97AVV", {"fault": "length", "value": 9}),
        ("6NAN-97AU", {"fault": "letter", "value": "U"}),
        ("老周", {"fault": "letter", "value": "老"}),
        ("6NAN-97AW", {"fault": "check"}),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(text: str, fault: dict[str, Any]) -> None:
    assert run("code.readCode(input, 1)", text) == fault


def test_a_code_of_another_edition_is_refused() -> None:
    text = run("code.writeCode(input, 2)", HELD)
    assert run("code.readCode(input, 1)", text) == {"fault": "edition", "value": 2}


@pytest.mark.parametrize(
    ("line", "name", "found"),
    [
        ("6NAN-97AV", "", "6NAN-97AV"),
        ("  6nan 97av ", "", "6nan 97av"),
        ("Lin 6NAN-97AV", "Lin", "6NAN-97AV"),
        ("6NAN97AV front line", "front line", "6NAN97AV"),
        ("阿林：6NAN-97AV", "阿林", "6NAN-97AV"),
        ("后端、6NAN—97AV", "后端", "6NAN—97AV"),
        ("６ＮＡＮ－９７ＡＶ 老周", "老周", "6NAN-97AV"),
        ("nothing here", "", "nothing here"),
    ],
)
def test_a_name_may_stand_beside_a_code(line: str, name: str, found: str) -> None:
    assert run("code.splitLine(input)", line) == {"name": name, "code": found}


# ── several sheets ─────────────────────────────────────────────────────────


def test_disagreement_comes_first() -> None:
    low, high = [2] * 16, [2] * 16
    low[8], high[8] = 0, 3
    low[3], high[3] = 1, 2
    found = run("spread.compareSheets(input, rules)", [low, [2] * 16, high])
    assert [(s["n"], s["values"], s["apart"]) for s in found["statements"][:2]] == [
        (9, [0, 2, 3], 3),
        (4, [1, 2, 2], 1),
    ]
    assert [d["id"] for d in found["dimensions"][:2]] == ["segmentation", "standpoint"]
    assert found["totals"] == [sum(low), sum(high)]


def test_the_gap_is_the_gate_that_holds_back_half_of_the_sheets() -> None:
    weak = [2] * 16
    weak[0] = 0
    for sheets, gap, why, held in (
        ([HELD, HELD, weak, weak], "resources", "gate", 2),
        ([HELD, weak, weak], "drive", "low", 0),
        ([weak, weak], "drive", "low", 0),
    ):
        found = run("spread.compareSheets(input, rules).gap", sheets)
        assert (found["dimension"]["id"], found["why"]) == (gap, why)
        assert found["dimension"]["held"] == held


def test_the_middle_is_a_median() -> None:
    sheets = [[n] * 16 for n in (3, 0, 1)]
    found = run("spread.compareSheets(input, rules).dimensions.map((d) => d.middle)", sheets)
    assert found == pytest.approx([1 / 3] * 10)
    found = run("spread.compareSheets(input, rules).dimensions.map((d) => d.middle)", sheets[:2])
    assert found == pytest.approx([0.5] * 10)


FILE = {"course": "ccip", "kind": "assessment", "edition": RULES["edition"], "scores": HELD}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (json.dumps(FILE)[:40], "cut"),
        ("<html>", "foreign"),
        ("null", "foreign"),
        (json.dumps({**FILE, "course": "x"}), "foreign"),
        (json.dumps({**FILE, "kind": "backup"}), "foreign"),
        (json.dumps({**FILE, "edition": 6}), "edition"),
        (json.dumps({**FILE, "scores": HELD[1:]}), "shape"),
        (json.dumps({**FILE, "scores": [*HELD[1:], 4]}), "shape"),
        (json.dumps({**FILE, "scores": [*HELD[1:], "3"]}), "shape"),
        (" " * 65537, "big"),
    ],
)
def test_a_file_is_taken_whole_or_refused(text: str, fault: str) -> None:
    assert run('file.readFile(input, "ccip", rules)', text) == {"fault": fault}


def test_a_saved_result_is_taken() -> None:
    found = run('file.readFile(input, "ccip", rules)', json.dumps({**FILE, "who": " Lin "}))
    assert found == {"scores": HELD, "who": "Lin"}


# ── the forms ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("locale", LOCALES)
def test_the_table_of_levels_says_what_the_data_say(locale: str) -> None:
    scene = scene_of(locale, "levels")
    rows = build_levels(scene).findall("tbody/tr")
    gates = {gate["level"]: gate["rule"][locale] for gate in ASSESSMENT["gates"]}
    for row, level, cutoff in zip(rows, DATA["levels"], ASSESSMENT["cutoffs"], strict=True):
        name, total, rule = (words_of(cell) for cell in row)
        assert name == f"{level['n']} {level[locale]}"
        assert str(cutoff["from"]) in total and str(cutoff["to"]) in total
        assert rule == gates.get(level["n"], scene.say("assess.none"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_paper_form_holds_the_rules_in_words(locale: str) -> None:
    scene = scene_of(locale, "assessment")
    made = build_assessment(scene)
    assert len(made.findall(".//table[@class='tbl statements']/tbody/tr")) == 16
    rows = made.findall(".//tr[@data-level]")
    for row, cutoff in zip(rows, ASSESSMENT["cutoffs"], strict=True):
        total = words_of(row.findall("td")[0])
        assert str(cutoff["from"]) in total and str(cutoff["to"]) in total
    for gate in ASSESSMENT["gates"]:
        assert gate["rule"][locale] in words_of(rows[gate["level"] - 1])
    aspects = made.findall(".//tr[@data-dimension]")
    assert [row.get("data-dimension") for row in aspects] == [d["id"] for d in DATA["dimensions"]]
    for row, dimension in zip(aspects, DATA["dimensions"], strict=True):
        assert dimension["step"][locale] in words_of(row)
        links = [link.get("href") or "" for link in row.iter("a")]
        assert links[0].startswith(f"{dimension['lesson']:02}-")
        assert links[1] == f"../practice/{dimension['practice']}.md"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_team_sheet_has_room_for_both_ends_and_one_repair(locale: str) -> None:
    scene = scene_of(locale, "team")
    made = build_team(scene)
    rows = made.findall(".//table[@class='tbl stack cards tally']/tbody/tr")
    assert [len(row) for row in rows] == [4] * 16
    assert [row.get("data-field") for row in made.findall(".//tr[@data-field]")] == [
        "what",
        "owner",
        "date",
    ]


def test_a_dimension_that_leads_nowhere_cannot_be_drawn() -> None:
    for change in ({"practice": "no-such-page"}, {"lesson": 77}):
        first = {**DATA["dimensions"][0], **change}
        data = {**DATA, "dimensions": [first, *DATA["dimensions"][1:]]}
        scene = scene_of("en", "assessment", data={"maturity": data})
        with pytest.raises(FigureError, match="drive"):
            build_assessment(scene)
