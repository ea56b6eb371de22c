"""The figures of the models: what is ours is dashed, and what is drawn is what the ledger says."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest

from course.checks.numbers import numbers_of_claim
from course.html.figures import FIGURES, FigureError
from course.html.figures.canvas import Canvas
from course.html.figures.rope import PARTS
from course.html.figures.statuses import count_statuses
from tests.unit.place_page import LOCALES, block_of, course, scene_of, words_of

MODELS = (
    "closed-loop",
    "experience-stages",
    "interaction-chain",
    "three-needs",
    "tight-rope",
    "time-allocation",
    "two-operating-models",
)


def drawings(name: str, locale: str, data: dict[str, Any] | None = None) -> list[Element]:
    scene = scene_of(locale, f"figure: {name}", data=data)
    return FIGURES[name](block_of(scene), scene).findall("svg")


def data_of(name: str) -> dict[str, Any]:
    figures: Any = course().data["figures"].value
    return dict(figures[name])


def of_class(svg: Element, tag: str, *classes: str) -> list[Element]:
    return [e for e in svg.iter(tag) if set(e.get("class", "").split()) == set(classes)]


def texts_of(svg: Element) -> list[str]:
    return [words_of(text) for text in svg.iter("text")]


def squeeze(text: str) -> str:
    """Without spaces: line breaks take some away."""
    return "".join(text.split())


def claim(fact: str, locale: str) -> str:
    return course().facts[fact].claim[locale].lower()


def test_ids_are_unique_when_all_figures_stand_on_one_page() -> None:
    scene = scene_of("zh", *(f"figure: {name}" for name in MODELS))
    ids = [
        element.get("id")
        for n, name in enumerate(MODELS)
        for element in FIGURES[name](block_of(scene, n), scene).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 2 * len(MODELS)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", MODELS)
def test_every_model_stands_in_one_lesson(name: str, locale: str) -> None:
    pages = [
        page.path
        for page in course().pages.values()
        if page.locale == locale and page.is_lesson
        for block in page.blocks("place")
        if block.title == f"figure: {name}"
    ]
    assert len(pages) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_two_ways_of_operating_number_their_boxes_from_opposite_ends(locale: str) -> None:
    data = data_of("two-operating-models")
    outward, inward = ([row[locale] for row in data[key]] for key in ("inside_out", "outside_in"))
    assert outward[:-1] == inward[:0:-1]
    for key, fact in (("inside_out", "traditional"), ("outside_in", "customer")):
        for row in data[key]:
            words = claim(f"opmodel-{fact}", locale)
            # The claim shortens 销售渠道 where it comes second.
            assert row[locale].lower() in words or row[locale].removeprefix("销售") in words
    wide, narrow = drawings("two-operating-models", locale)
    digits = [text for text in texts_of(wide) if text.isdigit()]
    assert digits == [*"12345", *"54321"]
    assert [t for t in texts_of(narrow) if t.isdigit()] == [*"1524334251"]
    for svg in (wide, narrow):
        assert len(of_class(svg, "rect", "f-line", "f-dash")) == 1
        # Beside a name, in both boxes of the customer, in the legend.
        assert len(of_class(svg, "circle", "f-dot")) == 4


@pytest.mark.parametrize("locale", LOCALES)
def test_the_stages_that_the_source_lacks_are_dashed(locale: str) -> None:
    stages = data_of("experience-stages")["stages"]
    words = claim("cx-e2e-stages", locale)
    for row in stages:
        assert (row[locale].lower() in words) is not row.get("ours", False)
    for svg in drawings("experience-stages", locale):
        rings = [ring for ring in svg.iter("circle") if "f-line" in ring.get("class", "")]
        assert ["f-dash" in ring.get("class", "") for ring in rings] == [
            row.get("ours", False) for row in stages
        ]
        shown = squeeze("".join(texts_of(svg)))
        for row in stages:
            assert squeeze(row[locale]) in shown and squeeze(row["line"][locale]) in shown


def test_only_the_customers_moves_are_in_the_customers_colour() -> None:
    for svg in drawings("interaction-chain", "zh"):
        # An arrow is a line and a head: the customer moves twice, the company once.
        assert len(of_class(svg, "path", "f-lead")) == 2 * 2
        assert len(of_class(svg, "path", "f-line")) == 2 * (1 + 2)
        assert len(of_class(svg, "rect", "f-line", "f-dash")) == 1
        shown = texts_of(svg)
        assert shown.index("先有动作") < shown.index("回应") < shown.index("再回应")
        assert {"客户达成目的", "客户放弃"} < set(shown)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_restored_dimension_is_dashed_and_says_so(locale: str) -> None:
    data = data_of("three-needs")
    restored = [row for row in data["dimensions"] if row.get("ours")]
    assert [row["id"] for row in restored] == ["purchase"]
    for svg in drawings("three-needs", locale):
        frames = [box for box in svg.iter("rect")]
        assert ["f-dash" in box.get("class", "") for box in frames] == [False, True, False]
        shown = squeeze("".join(texts_of(svg)))
        assert squeeze(restored[0]["line"][locale]) in shown
        for key in ("product", "purchase", "relationship"):
            for item in data[key]:
                assert squeeze(item[locale]) in shown


@pytest.mark.parametrize("locale", LOCALES)
def test_the_loop_is_dashed_and_what_we_added_is_heavy(locale: str) -> None:
    steps = data_of("closed-loop")["steps"]
    for svg in drawings("closed-loop", locale):
        frames = [box.get("class", "").split() for box in svg.iter("rect")]
        assert len(frames) == len(steps) == 6
        assert all("f-dash" in frame for frame in frames)
        assert ["f-line" in frame for frame in frames] == [row.get("ours", False) for row in steps]
        # Six arrows of the loop, the way of a "no", the sign in the legend.
        assert len(of_class(svg, "path", "f-line", "f-dash")) == 6 + 1 + 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bars_are_as_long_as_the_ledger_says(locale: str) -> None:
    data = data_of("time-allocation")
    for svg in drawings("time-allocation", locale):
        inside, outside = of_class(svg, "rect", "f-t4"), of_class(svg, "rect", "f-t1")
        shown = "".join(texts_of(svg))
        assert squeeze(data["warning"][locale]) in squeeze(shown)
        for row, one, two in zip(data["bars"], inside, outside, strict=True):
            left, right = float(one.get("width", "0")), float(two.get("width", "0"))
            assert left / (left + right) == pytest.approx(row["n"] / 100)
            backed = numbers_of_claim(claim(f"time-{row['id']}-70-30", locale))
            for key, share in (("inside", row["n"]), ("outside", 100 - row["n"])):
                text = data[key][locale].format(n=share)
                assert text in shown and f"{share}%" in backed
                # 内部 70% and 70% inside: the word and its number stand side by side.
                word = text.split()[0].lower()
                words = claim(f"time-{row['id']}-70-30", locale)
                assert f"{word} {share}%" in words or f"{share}% {word}" in words


@pytest.mark.parametrize("share", [0, 100, 130])
def test_a_share_that_is_none_is_refused(share: int) -> None:
    figures: Any = course().data["figures"].value
    bars = [{"id": "x", "n": share, "zh": "一", "en": "One"}]
    data = {"figures": {**figures, "time-allocation": {**data_of("time-allocation"), "bars": bars}}}
    with pytest.raises(FigureError, match="no share"):
        drawings("time-allocation", "en", data)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_rope_shows_its_four_parts_and_its_limit(locale: str) -> None:
    data = data_of("tight-rope")
    for svg in drawings("tight-rope", locale):
        shown, told = squeeze("".join(texts_of(svg))), words_of(svg[0])
        for key in (*PARTS, "limit"):
            assert squeeze(data[key][locale]) in shown
            assert squeeze(data[f"{key}_firm"][locale]) in shown
            assert data[f"{key}_firm"][locale] in told
        assert len(of_class(svg, "path", "f-thin", "f-dash")) == 3
        assert len(of_class(svg, "circle", "f-line", "f-dash")) >= 3
        assert not of_class(svg, "circle", "f-line")


def test_a_label_that_needs_more_room_is_refused() -> None:
    canvas = Canvas(340)
    canvas.label("Customer gets there", (0, 0), (120, 52), "f-line")
    with pytest.raises(FigureError, match="does not fit into 120 by 52"):
        canvas.label("Customer reaches the goal", (0, 0), (120, 52), "f-line")


def test_the_head_of_a_dashed_arrow_is_whole_and_points_along_the_line() -> None:
    canvas = Canvas(340)
    canvas.arrow([(0, 0), (10, 0), (10, 30)], "f-line", "f-dash")
    line, head = canvas.parts
    assert line.get("d") == "M0 0L10 0L10 30" and line.get("class") == "f-line f-dash"
    assert head.get("d") == "M5 25L10 30L15 25" and head.get("class") == "f-line"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_bars_of_the_statuses_are_as_long_as_their_claims_are_many(locale: str) -> None:
    counts = [n for _, n in count_statuses(course())]
    assert sum(counts) == sum(fact.publish for fact in course().facts.values())
    for svg in drawings("check-statuses", locale):
        widths = [float(box.get("width", "0")) for box in of_class(svg, "rect", "f-t3")]
        drawn = [n for n in counts if n]
        assert widths == pytest.approx([n * widths[0] / drawn[0] for n in drawn], abs=0.1)
        shown = [int("".join(filter(str.isdigit, text))) for text in texts_of(svg)[1::2]]
        assert shown == counts
