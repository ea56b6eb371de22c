"""Blocks as elements: key points, activity, case, the other side, takeaways, checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course.html.marks import build_legend
from course.html.nodes import label, lesson_number, node, verbatim
from course.html.places import build_place
from course.html.practice import build_checklist
from course.html.scene import Nest, Scene
from course.model import Block
from course.teaching import find_sheets

Builder = Callable[[Block, Scene, Nest], "Element | None"]


def build_lesson_head(scene: Scene) -> list[Element]:
    """What stands below the H1: lead, minutes and number of questions, objectives."""
    page, say = scene.page, scene.say
    made: list[Element] = []
    lead = page.meta.get("lead")
    if isinstance(lead, str):
        made.append(node("p", lead, class_="lead"))
    if not page.is_lesson:
        return made
    minutes = (
        ("lesson.self", say("lesson.minutes", n=page.minutes("self")), page.minutes("self")),
        ("lesson.room", say("lesson.minutes", n=page.minutes("room")), page.minutes("room")),
        (
            "lesson.questions",
            say("lesson.items", n=len(page.learner_questions)),
            len(page.learner_questions),
        ),
    )
    strip = node("dl", class_="meta")
    for name, text, number in minutes:
        before, _, after = text.partition(str(number))
        value = node("dd", verbatim(before), node("b", str(number)), verbatim(after))
        strip.append(node("div", node("dt", say(name)), value))
    made.append(strip)
    aims = node("ol", class_="plain")
    number = lesson_number(page.key)
    for n, aim in enumerate(page.objectives.values(), 1):
        place = node("span", f"{number}.{n}", class_="num", data_search_exclude="true")
        row = node("li", place, node("span", aim))
        aims.append(row)
    made.append(node("div", node("p", say("lesson.aims"), class_="label"), aims, class_="aims"))
    made.append(build_legend(scene))
    return made


def _key(block: Block, scene: Scene, nest: Nest) -> Element:
    made = node("div", node("p", scene.say("block.key"), class_="label"), class_="key")
    nest(made, block.body)
    return made


def _has_sheet(scene: Scene) -> bool:
    """Whether what is to be filled in has a page of its own; else paper leaves room for it here."""
    sheets = find_sheets(scene.page, scene.course)
    return any(not key.startswith("practice/checklist-") for key in sheets)


def _activity(block: Block, scene: Scene, nest: Nest) -> Element:
    minutes = scene.say("lesson.minutes", n=block.option("minutes", "0"))
    group = block.options.get("group", 1)
    people = verbatim("")
    if isinstance(group, int):
        sizes = {1: "alone", 2: "pairs"}
        people = scene.say(f"activity.{sizes.get(group, 'group')}", n=group)
    right = scene.say("activity.meta", minutes=minutes, people=people)
    name = block.option("id")
    look = "todo" if _has_sheet(scene) else "todo todo--form"
    made = node("section", label(scene.say("block.activity"), right), class_=look, id=name)
    if block.title:
        title = node("h3", block.title, id=f"{name}-title")
        made.append(title)
        made.set("aria-labelledby", f"{name}-title")
    nest(made, block.body)
    output = block.option("output")
    if output:
        made.append(
            node(
                "p",
                node("b", scene.say("activity.output")),
                verbatim("\u3000"),
                node("span", output),
                class_="out",
            )
        )
    return made


def _case(block: Block, scene: Scene, nest: Nest) -> Element:
    fictional = scene.say("case.fictional") if block.options.get("fictional") is True else ""
    made = node("section", label(scene.say("block.case"), fictional), class_="case")
    if block.title:
        made.append(node("p", node("strong", block.title), class_="case-title"))
    nest(made, block.body)
    return made


def _other(block: Block, scene: Scene, nest: Nest) -> Element:
    made = node("div", class_="other")
    nest(made, block.body)
    return made


def _take(block: Block, scene: Scene, nest: Nest) -> Element:
    made = node("div", class_="take")
    nest(made, block.body)
    return made


def _place(block: Block, scene: Scene, nest: Nest) -> Element | None:
    return build_place(block, scene, nest)


BUILDERS: Mapping[str, Builder] = {
    "key": _key,
    "activity": _activity,
    "case": _case,
    "other": _other,
    "take": _take,
    "check": build_checklist,
    "place": _place,
}
"""Every kind of block that the learner sees, questions apart; `notes` are not among them."""
