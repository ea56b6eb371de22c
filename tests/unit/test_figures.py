"""Figures: nothing runs out of its box, nothing is coloured by hand."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from markdown.util import AtomicString

from course.html.extension import CourseExtension, make_markdown, render_page
from course.html.figures import FIGURES, FigureError
from course.html.figures.canvas import FACES, NARROW, WIDE, Face
from course.html.figures.definitions import COLUMNS
from course.html.figures.ladder import NAMES
from course.source.inline import find_citations
from tests.unit.place_page import LOCALES, ROOT, block_of, course, scene_of, words_of

STYLES = ROOT / "docs/assets/stylesheets/figures.css"
FACE = {face.name: face for face in FACES}
CLASSES = {"f-line", "f-thin", "f-dash", "f-dot", "f-lead", "f-t1", "f-t2", "f-t3", "f-t4", *FACE}
NARROWEST_PAGE = 284
"""What a page of 320 px leaves for a figure."""

DRAWN = [
    ("check-statuses", ""),
    ("closed-loop", ""),
    ("experience-stages", ""),
    ("interaction-chain", ""),
    ("inverted-organisation", ""),
    ("maturity-ladder", ""),
    ("maturity-ladder", "names: only"),
    ("three-needs", ""),
    ("tight-rope", ""),
    ("time-allocation", ""),
    ("timeline", "timeline: cleveland-clinic"),
    ("timeline", "timeline: lenovo"),
    ("toolchain", ""),
    ("two-flows", ""),
    ("two-operating-models", ""),
]


def draw(name: str, option: str, locale: str, data: dict[str, Any] | None = None) -> Element:
    place = f"figure: {name}" + (f"\n    {option}" if option else "")
    scene = scene_of(locale, place, data=data)
    return FIGURES[name](block_of(scene), scene)


def text_box(text: Element) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge of a text, at its widest."""
    face: Face = FACE[text.get("class", "")]
    width = face.measure(words_of(text))
    x, base = float(text.get("x", "0")), float(text.get("y", "0"))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    return left, base - 0.8 * face.size, left + width, base + 0.15 * face.size


def assert_fits(svg: Element) -> None:
    left, top, width, height = (float(n) for n in svg.get("viewBox", "").split())
    texts = [(element, text_box(element)) for element in svg.iter("text")]
    boxes = [
        tuple(float(box.get(key, "0")) for key in ("x", "y", "width", "height"))
        for box in svg.iter("rect")
    ]
    assert texts
    for element, (x1, y1, x2, y2) in texts:
        text = words_of(element)
        assert x1 >= left and x2 <= left + width, text
        assert y1 >= top and y2 <= top + height, text
        for x, y, w, h in boxes:
            inside = x <= (x1 + x2) / 2 <= x + w and y <= (y1 + y2) / 2 <= y + h
            if inside:
                assert x <= x1 and x2 <= x + w and y <= y1 and y2 <= y + h, text
    for (one, a), (two, b) in combinations(texts, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{words_of(one)!r} lies on {words_of(two)!r}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("name", "option"), DRAWN)
def test_texts_stay_in_their_boxes_and_do_not_overlap(name: str, option: str, locale: str) -> None:
    figure = draw(name, option, locale)
    drawings = figure.findall("svg")
    kinds = [svg.get("class") for svg in drawings]
    assert kinds == ["wide"] * (len(kinds) - 1) + ["narrow"]
    assert len(kinds) == 2 or "fig--bands" in figure.get("class", "")
    for svg in drawings:
        assert_fits(svg)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("name", "option"), DRAWN)
def test_drawings_follow_the_scheme_and_have_words(name: str, option: str, locale: str) -> None:
    for svg in draw(name, option, locale).findall("svg"):
        title = svg.find("title")
        if svg.get("aria-hidden") == "true":
            assert title is None and svg.get("role") is None
        else:
            assert svg.get("role") == "img"
            assert title is not None and svg.get("aria-labelledby") == title.get("id")
            assert len(words_of(title)) > 40
        for element in svg.iter():
            assert not {"style", "fill", "stroke"} & set(element.keys())
            for text in (element.text, element.tail):
                assert text is None or isinstance(text, AtomicString)
            if element not in (svg, title):
                assert set(element.get("class", "").split()) <= CLASSES
                assert ("f-dot" in element.get("class", "")) <= (element.tag == "circle")


@pytest.mark.parametrize(("name", "option"), [*DRAWN, ("four-definitions", "")])
def test_a_figure_says_the_same_every_time_and_no_language_is_mixed_in(
    name: str, option: str
) -> None:
    made = {locale: words_of(draw(name, option, locale)) for locale in LOCALES}
    assert made == {locale: words_of(draw(name, option, locale)) for locale in LOCALES}
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", made["en"])


def test_ids_are_unique_when_a_figure_stands_twice_on_a_page() -> None:
    scene = scene_of("en", "figure: maturity-ladder", "figure: maturity-ladder")
    ids = [
        element.get("id")
        for n in (0, 1)
        for element in FIGURES["maturity-ladder"](block_of(scene, n), scene).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 4


def test_the_style_sheet_sets_the_sizes_that_the_drawings_count_with() -> None:
    css = STYLES.read_text(encoding="utf-8")
    for face in FACES:
        assert f".fig .{face.name} {{ font-size: {face.size:g}px; }}" in css


def test_no_text_is_drawn_below_12_px() -> None:
    css = STYLES.read_text(encoding="utf-8")
    wide_from = int(re.findall(r"max-width: (\d+)px\) { \.fig svg\.wide", css)[0]) + 1
    names_from = int(re.findall(r"min-width: (\d+)px\) { \.fig--names", css)[0])
    smallest = min(face.size for face in FACES)
    for shown, drawn in ((NARROWEST_PAGE, NARROW), (wide_from, WIDE), (names_from, NAMES)):
        assert smallest * shown / (drawn + 2) >= 12


def test_markdown_leaves_the_texts_of_the_data_alone() -> None:
    text = "a *b* _c_ `d` [@cc-usnews-2016] <i> & e"
    rows = [
        {
            "id": "x",
            "title": {"en": "T"},
            "events": [{"year": "2001", "en": text, "side": "result"}],
        }
    ]
    scene = scene_of("en", "figure: timeline\n    timeline: x", data={"timelines": rows})
    extension = CourseExtension()
    html = render_page(make_markdown(extension, ["tables"], {}), extension, scene)
    assert "a *b* _c_ `d` [@cc-usnews-2016] &lt;i&gt; &amp; e" in html


def dashed(svg: Element) -> list[Element]:
    return [element for element in svg.iter() if "f-dash" in element.get("class", "")]


@pytest.mark.parametrize("option", ["", "names: only"])
def test_the_ladder_dashes_the_level_that_we_joined_on(option: str) -> None:
    for svg in draw("maturity-ladder", option, "zh").findall("svg"):
        steps = [e for e in svg.iter("path") if e.get("class") in ("f-line", "f-line f-dash")]
        # One for each level (the lens's handle aside) and the dash in the legend.
        assert len(dashed(svg)) == 2
        assert len(steps) == 6
        assert len([e for e in svg.iter("circle") if e.get("class") == "f-dot"]) == 5


def test_the_small_ladder_has_short_names_and_no_caption() -> None:
    figure = draw("maturity-ladder", "names: only", "en")
    assert figure.find("figcaption") is None
    shown = {words_of(text) for text in figure.iter("text")}
    assert {"Awareness", "Orientation", "Centricity", "Activation"} < shown


def test_the_inverted_chart_dashes_every_restored_layer() -> None:
    for svg in draw("inverted-organisation", "", "en").findall("svg"):
        assert len([box for box in dashed(svg) if box.tag == "rect"]) == 6
        assert len([box for box in svg.iter("rect") if box.get("class") == "f-line"]) == 2
        order = [words_of(t) for t in svg.iter("text") if words_of(t) in ("President", "customer")]
        assert sorted(order) == ["President", "President", "customer", "customer"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("side", ["change", "warning"])
def test_a_long_event_is_wrapped(locale: str, side: str) -> None:
    text = {
        "zh": "患者投诉引来检查，医院多次被查出安全问题，院方说与病情重、检查制度有关；" * 3,
        "en": "Patient complaints bring inspections and safety problems are found repeatedly; " * 3,
    }
    events = [
        {"year": "2016", "side": side, "fact": "cc-usnews-2016", **text},
        {"year": "2004", "side": "change", "fact": "cc-cosgrove-2004", **text},
        {"year": "2016", "side": "result", "fact": "cc-usnews-2016", **text},
    ]
    rows = [{"id": "x", "title": {"zh": "题", "en": "T"}, "events": events}]
    figure = draw("timeline", "timeline: x", locale, data={"timelines": rows})
    for svg in figure.findall("svg"):
        assert_fits(svg)
    for kind in ("wide", "narrow"):
        texts = [t for svg in figure.findall(f"svg[@class='{kind}']") for t in svg.iter("text")]
        years = [words_of(t) for t in texts if t.get("class") == "f-name"]
        assert [year for year in years if year.isdigit()] == ["2004", "2016"]


def test_a_timeline_may_go_on_to_the_next_page_between_years() -> None:
    figure = draw("timeline", "timeline: lego", "en")
    (row,) = [r for r in course().data["timelines"].value if r["id"] == "lego"]  # type: ignore[attr-defined]
    bands = figure.findall("svg[@class='wide']")
    assert len(bands) == len({event["year"] for event in row["events"]})
    # The first speaks for all of them; each ends with the years up to the next.
    spoken = [band.get("aria-hidden") != "true" for band in bands]
    assert spoken == [True] + [False] * (len(bands) - 1)
    axes = ["V" in "".join(path.get("d", "") for path in band.iter("path")) for band in bands]
    assert axes == [True] * (len(bands) - 1) + [False]


def test_every_event_of_a_timeline_is_cited_and_told() -> None:
    figure = draw("timeline", "timeline: cleveland-clinic", "zh")
    (row,) = [r for r in course().data["timelines"].value if r["id"] == "cleveland-clinic"]  # type: ignore[attr-defined]
    links = [a.get("href") for a in figure.iter("a")]
    told = words_of(figure.findall("svg")[0][0])
    for event in row["events"]:
        assert f"../reference/ledger.md#{event['fact']}" in links
        assert event["year"] in told and event["zh"] in told


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no timeline 'x'"),
        ([{"id": "x", "title": {}, "events": [{"year": "then", "side": "change"}]}], "four digits"),
        ([{"id": "x", "title": {}, "events": [{"year": "2004", "side": "east"}]}], "the side"),
        (
            [
                {
                    "id": "x",
                    "title": {},
                    "events": [{"year": "2004", "side": "change", "fact": "no"}],
                }
            ],
            "cites 'no'",
        ),
        ([{"id": "x", "title": {}, "points": [{"en": "A", "fact": "no"}]}], "cites 'no'"),
        ([{"id": "x", "title": {}, "points": [{"en": "A"}]}], "cites ''"),
    ],
)
def test_a_timeline_that_cannot_be_drawn_says_why(rows: list[object], message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw("timeline", "timeline: x", "en", data={"timelines": rows})


@pytest.mark.parametrize("locale", LOCALES)
def test_a_case_without_years_has_a_line_for_what_is_told_in_order(locale: str) -> None:
    figure = draw("timeline", "timeline: lenovo", locale)
    (row,) = [r for r in course().data["timelines"].value if r["id"] == "lenovo"]  # type: ignore[attr-defined]
    placed = [point["when"][locale] for point in row["points"] if "when" in point]
    assert len(placed) == 2
    cited = [(a.get("href") or "").partition("#")[2] for a in figure.iter("a")]
    assert sorted(cited) == sorted(point["fact"] for point in row["points"])
    for svg in figure.findall("svg"):
        # One stretch between the two, dashed; nothing joins the rest to it, and no year is drawn.
        assert len(dashed(svg)) == 1
        shown = [words_of(text) for text in svg.iter("text")]
        assert [text for text in shown if text in placed] == placed
        assert shown.count({"zh": "未核实", "en": "unverified"}[locale]) == len(row["points"])
        assert not any(text.strip().isdigit() for text in shown)
        assert all(point[locale] in words_of(svg[0]) for point in row["points"])


def test_a_point_says_how_sure_its_claim_is() -> None:
    rows = [
        {"id": "x", "title": {"en": "T"}, "points": [{"en": "A", "fact": "cc-usnews-2016"}] * 2}
    ]
    figure = draw("timeline", "timeline: x", "en", data={"timelines": rows})
    for svg in figure.findall("svg"):
        shown = [words_of(text) for text in svg.iter("text")]
        assert shown.count("verified") == 2 and not dashed(svg)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_four_definitions_are_a_table_with_labels_for_the_cards(locale: str) -> None:
    figure = draw("four-definitions", "", locale)
    heads = [words_of(th) for th in figure.iterfind("table/thead/tr/th")]
    rows = figure.findall("table/tbody/tr")
    assert len(rows) == 4 and len(heads) == 1 + len(COLUMNS)
    for row in rows:
        assert row[0].get("scope") == "row"
        cells = row.findall("td")
        assert all(words_of(cell) for cell in cells)
        assert all(
            h.startswith(c.get("data-label", "?")) for h, c in zip(heads[1:], cells, strict=True)
        )
        assert [cell.get("class") for cell in cells] == [None, None, None, "is-inferred"]
        assert "f-dot" in [circle.get("class") for circle in row.iter("circle")]


def test_the_definitions_cite_every_fact_that_their_data_name() -> None:
    rows: Any = course().data["definitions"].value
    named = {fact for row in rows for fact in row["facts"]}
    links = {
        a.get("href", "").partition("#")[2] for a in draw("four-definitions", "", "en").iter("a")
    }
    assert links == named


def test_captions_cite_facts_that_exist_and_are_published() -> None:
    figures: Any = course().data["figures"].value
    for name, words in figures.items():
        caption = words.get("caption", {})
        cited = {
            locale: [m.target for m in find_citations(caption.get(locale, ""))]
            for locale in LOCALES
        }
        assert cited["zh"] == cited["en"], name
        for fact in cited["zh"]:
            assert fact == "{fact}" or course().facts[fact].publish


def test_both_paths_end_alike_and_only_one_begins_with_the_customer() -> None:
    for svg in draw("two-flows", "", "zh").findall("svg"):
        assert [words_of(t) for t in svg.iter("text")].count("得到利润，股价上升") == 1
        assert len([c for c in svg.iter("circle") if c.get("class") == "f-dot"]) == 1
