"""The home page: hero and map of the lessons."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.ladder import build_ladder
from course.html.nodes import lesson_number, node, verbatim
from course.html.progress import PROGRESS
from course.html.scene import Scene
from course.lessons import find_lessons
from course.model import Block

REVIEW = "review/index"


def build_top(scene: Scene) -> list[Element]:
    """The hero, and the way back for those who have been here."""
    strip = build_continue(scene)
    return [build_hero(scene)] if strip is None else [build_hero(scene), strip]


def build_hero(scene: Scene) -> Element:
    """Title, what it is, where to start, how much of it there is, and the ladder."""
    say, page = scene.say, scene.page
    lessons = scene.course.lessons(scene.locale)
    title = node("h1")
    for part in page.title.replace(": ", ":\n").replace("：", "：\n").split("\n"):
        title.append(node("span", verbatim(part.rstrip("：:"))))
    text = node(
        "div",
        node("p", say("home.eyebrow"), class_="eyebrow"),
        title,
        node("p", verbatim(str(page.meta.get("lead", ""))), class_="lead"),
    )
    if lessons:
        start = node("a", say("home.start"), class_="btn", href=scene.link(lessons[0].key))
        paths = node("a", say("home.paths"), class_="btn btn--quiet", href="#paths")
        text.append(node("p", start, paths, class_="acts"))
    minutes = sum(lesson.minutes("self") for lesson in lessons)
    facts = sum(fact.publish for fact in scene.course.facts.values())
    figures = node("dl", class_="facts")
    for name, number in (("lessons", len(lessons)), ("minutes", minutes), ("facts", facts)):
        word = node("dt", say(f"home.{name}"))
        figures.append(node("div", word, node("dd", verbatim(str(number)))))
    text.append(figures)
    ladder = Block("place", "figure: maturity-ladder", {"names": "only"}, {}, "", 0, 0, None, "")
    return node(
        "section", text, node("div", build_ladder(ladder, scene), class_="art"), class_="hero"
    )


def build_continue(scene: Scene) -> Element | None:
    """The strip that leads back to where the reader was; a script fills and shows it."""
    if scene.course.page(PROGRESS, scene.course.source_locale) is None:
        return None
    link = node("a", scene.say("home.progress"), href=scene.link(PROGRESS))
    review = None
    if scene.course.page(REVIEW, scene.course.source_locale):
        review = node("a", scene.say("home.review"), class_="due", href=scene.link(REVIEW))
    return node(
        "course-continue",
        review,
        link,
        class_="go",
        hidden="hidden",
        role="region",
        aria_label=scene.say("home.continue"),
        data_search_exclude="true",
    )


def build_map(scene: Scene) -> Element:
    """The lessons that exist, in groups: number, title, lead, minutes."""
    lessons = find_lessons(scene.course, scene.locale)
    settings = scene.course.data["course"].value
    groups = settings.get("groups", []) if isinstance(settings, dict) else []
    made = node("div", class_="map")
    for group in groups:
        found = [lessons[name] for name in group["lessons"] if name in lessons]
        if not found:
            continue
        column = node(
            "div", node("h3", scene.pick(group["title"]), id=f"map-{group['lessons'][0]}")
        )
        for page in found:
            words = node("span", node("b", verbatim(page.title)))
            words.append(node("small", verbatim(str(page.meta.get("lead", "")))))
            column.append(
                node(
                    "a",
                    node("span", verbatim(str(lesson_number(page.key))), class_="no"),
                    words,
                    node(
                        "small", scene.say("lesson.minutes", n=page.minutes("self")), class_="num"
                    ),
                    href=scene.link(page.key),
                )
            )
        made.append(column)
    return made
