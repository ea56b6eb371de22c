"""The self-assessment on the screen, and the page on which a team looks at several of them.

Both are forms for paper first. What their scripts need to know stands in the form: the texts in
its cells, the rules of `data/maturity.yml` in attributes, so that nothing is written twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.canvas import Canvas
from course.html.figures.glyphs import FIELD, build_sign, draw_level
from course.html.figures.measure import FigureError
from course.html.figures.words import read_data
from course.html.nodes import lesson_number, node, verbatim
from course.html.practice import place_statements
from course.html.scene import Scene

TEAM = "maturity/team"
ALONE = "maturity/assessment"

Data = Mapping[str, Any]


def build_assessment(scene: Scene) -> Element:
    """The paper form, how its points add up to a level, and what to do in each dimension."""
    data: Data = read_data(scene, "maturity")
    return node(
        "course-assessment",
        place_statements(scene),
        _levels(data, scene),
        _dimensions(data, scene),
        _link(TEAM, "assess.team", scene),
        data_rules=write_rules(data),
        data_search_exclude="true",
    )


def build_team(scene: Scene) -> Element:
    """A sheet to note down how far apart the ratings lie, and one repair."""
    data: Data = read_data(scene, "maturity")
    head = (
        node("th", scene.say(f"team.{name}"), scope="col")
        for name in ("statement", "low", "high", "apart")
    )
    body = node("tbody")
    for item in data["self_assessment"]["items"]:
        text = verbatim(f"{item['n']}. {scene.pick(item)}")
        cells = (
            node("td", class_="room room-1", data_label=scene.say(f"team.{name}"))
            for name in ("low", "high", "apart")
        )
        body.append(node("tr", node("th", text, scope="row"), *cells))
    tally = node("table", node("thead", node("tr", *head)), body, class_="tbl stack cards tally")
    return node(
        "course-team",
        node("section", node("p", scene.say("team.paper")), tally, class_="sheet"),
        _repair(scene),
        _dimensions(data, scene),
        _link(ALONE, "team.alone", scene),
        data_rules=write_rules(data),
        data_search_exclude="true",
    )


def write_rules(data: Data) -> str:
    """What decides a result, without its words, as JSON for the scripts."""
    assessment: Data = data["self_assessment"]
    rules = {
        "edition": assessment["edition"],
        "top": max(step["value"] for step in assessment["scale"]),
        "items": [item["dimension"] for item in assessment["items"]],
        "cutoffs": assessment["cutoffs"],
        "gates": [{"level": g["level"], "needs": g["needs"]} for g in assessment["gates"]],
    }
    return json.dumps(rules, separators=(",", ":"))


def build_levels(scene: Scene) -> Element:
    """The total for each level and its gate, as a plain table."""
    body = node("tbody")
    for n, name, total, rule in _read_levels(read_data(scene, "maturity"), scene):
        title = node("th", verbatim(f"{n} "), name, scope="row")
        body.append(node("tr", title, node("td", total), node("td", rule)))
    return _table(scene, ("level", "total", "gate"), body, "tbl stack")


def _read_levels(data: Data, scene: Scene) -> Iterator[tuple[int, Element, str, str]]:
    """Each level: its number, a link to its page, its range of totals, its gate in words."""
    assessment: Data = data["self_assessment"]
    gates = {gate["level"]: gate["rule"] for gate in assessment["gates"]}
    for level, cutoff in zip(data["levels"], assessment["cutoffs"], strict=True):
        n = int(level["n"])
        name = node("a", scene.pick(level), href=scene.link(f"maturity/level-{n}"))
        total = scene.say("assess.range", low=cutoff["from"], high=cutoff["to"])
        rule = scene.pick(gates[n]) if n in gates else scene.say("assess.none")
        yield n, name, total, rule


def _levels(data: Data, scene: Scene) -> Element:
    """The rules in words: the total for each level, its gate, and what counts as weak."""
    assessment: Data = data["self_assessment"]
    body = node("tbody")
    for n, name, total, rule in _read_levels(data, scene):
        canvas = Canvas(FIELD)
        draw_level(canvas, n, 0, 0, FIELD)
        body.append(
            node(
                "tr",
                node("th", build_sign(canvas, "sign"), verbatim(f"{n} "), name, scope="row"),
                node("td", total, data_label=_named(scene, "total")),
                node("td", rule, data_label=_named(scene, "gate")),
                data_level=str(n),
            )
        )
    table = _table(scene, ("level", "total", "gate"), body, "tbl stack cards levels")
    return node(
        "section",
        node("h3", scene.say("assess.rules"), id="rules"),
        node("p", scene.say("assess.order")),
        table,
        node("p", scene.pick(assessment["dimension_score"])),
        node("p", scene.pick(assessment["caution"]), class_="caution"),
    )


def _dimensions(data: Data, scene: Scene) -> Element:
    """Each dimension with its statements, a next step, and the pages that help with it."""
    assessment: Data = data["self_assessment"]
    body = node("tbody")
    for n, dimension in enumerate(data["dimensions"], 1):
        name = str(dimension["id"])
        items = [i["n"] for i in assessment["items"] if i["dimension"] == name]
        comma = str(scene.say("assess.comma"))
        row = node(
            "tr",
            node("th", verbatim(f"{n} {scene.pick(dimension)}"), scope="row"),
            node("td", comma.join(map(str, items)), data_label=_named(scene, "items")),
            node("td", scene.pick(dimension["step"]), data_label=_named(scene, "step")),
            node("td", *_pages(dimension, scene), data_label=_named(scene, "read")),
            data_dimension=name,
            data_name=str(scene.pick(dimension)),
            data_short=str(scene.pick(dimension["short"])),
        )
        body.append(row)
    table = _table(scene, ("dimension", "items", "step", "read"), body, "tbl stack cards steps")
    return node("section", node("h3", scene.say("assess.steps"), id="steps"), table)


def _pages(dimension: Data, scene: Scene) -> list[Element]:
    """The lesson and the practice page of a dimension, each on its own line.

    Raises:
        FigureError: one of them is not there.
    """
    number = int(dimension["lesson"])
    course = scene.course
    lessons = course.lessons(course.source_locale)
    lesson = next((page for page in lessons if lesson_number(page.key) == number), None)
    practice = course.page(f"practice/{dimension['practice']}", course.source_locale)
    if lesson is None or practice is None:
        missing = f"lesson {number}" if lesson is None else f"page practice/{dimension['practice']}"
        raise FigureError(f"dimension '{dimension['id']}' points to {missing}, which is not there")
    found = []
    for page, key in ((lesson, "assess.lesson"), (practice, "assess.page")):
        own = course.page(page.key, scene.locale) or page
        text = scene.say(key, n=number, title=own.title)
        found.append(node("p", node("a", text, href=scene.link(page.key))))
    return found


def _repair(scene: Scene) -> Element:
    """One repair: what, who, and when to look again."""
    rows = node("tbody")
    for field, lines in (("what", 3), ("owner", 1), ("date", 1)):
        label = node("th", node("b", scene.say(f"team.{field}")), scope="row")
        label.append(node("small", scene.say(f"team.{field}.hint")))
        rows.append(node("tr", label, node("td", class_=f"room room-{lines}"), data_field=field))
    return node(
        "section",
        node("h3", scene.say("team.repair"), id="repair"),
        node("table", rows, class_="tbl sheet-form"),
        class_="sheet",
    )


def _named(scene: Scene, name: str) -> str:
    return scene.say(f"assess.{name}")


def _table(scene: Scene, names: tuple[str, ...], body: Element, class_: str) -> Element:
    head = (node("th", _named(scene, name), scope="col") for name in names)
    return node("table", node("thead", node("tr", *head)), body, class_=class_)


def _link(key: str, words: str, scene: Scene) -> Element:
    return node("p", node("a", scene.say(words), href=scene.link(key)), class_="explained")
