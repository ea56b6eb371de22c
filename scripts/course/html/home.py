"""The home page: hero, map of the lessons, learning paths."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.ladder import build_ladder
from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Scene
from course.model import Block, Page


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


def _rows(scene: Scene, name: str) -> list[dict[str, Any]]:
    file = scene.course.data.get(name)
    return file.value if file and isinstance(file.value, list) else []


def _lessons(scene: Scene) -> dict[str, Page]:
    """The lessons in the reader's language by the id of their front matter."""
    return {str(p.meta.get("id")): p for p in scene.course.lessons(scene.locale)}


def build_map(block: Block, scene: Scene) -> Element:
    """The lessons that exist, in groups: number, title, lead, minutes."""
    lessons = _lessons(scene)
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


def build_paths(block: Block, scene: Scene) -> Element:
    """The learning paths with minutes that are the sum of their steps."""
    say = scene.say
    lessons = _lessons(scene)
    body = node("tbody")
    paths = _rows(scene, "paths")
    longest = max((path_minutes(path) for path in paths), default=1)
    for path in paths:
        minutes = path_minutes(path)
        time = node("div", node("span", say("lesson.minutes", n=minutes)), class_="mins")
        bar = node(
            "svg",
            node("rect", width=str(round(100 * minutes / longest)), height="6"),
            viewBox="0 0 100 6",
            preserveAspectRatio="none",
            aria_hidden="true",
        )
        time.append(bar)
        steps = node("td")
        for n, step in enumerate(step for step in path["steps"] if "break" not in step):
            if n:
                steps.append(node("span", say("paths.between")))
            steps.extend(_build_step(step, lessons, scene))
        body.append(
            node(
                "tr",
                node("th", scene.pick(path["title"]), scope="row"),
                node("td", time),
                steps,
                node("td", scene.pick(path["output"])),
            )
        )
    head = (
        node("th", say(f"paths.{name}"), scope="col")
        for name in ("path", "time", "content", "output")
    )
    return node("table", node("thead", node("tr", *head)), body, class_="tbl stack paths")


def _build_step(step: dict[str, Any], lessons: dict[str, Page], scene: Scene) -> list[Element]:
    """A step in words; a lesson that exists is a link."""
    name = str(step.get("lesson", ""))
    made = []
    if name:
        words = scene.say("paths.lesson", n=int(name.removeprefix("l")))
        page = lessons.get(name)
        made.append(node("a", words, href=scene.link(page.key)) if page else node("span", words))
    text = scene.pick({k: v for k, v in step.items() if isinstance(v, str)})
    if text:
        made.append(node("span", verbatim(f" {text}" if name else text)))
    return made


def path_minutes(path: dict[str, Any]) -> int:
    """Minutes of a learning path: the sum of its steps, breaks included."""
    return sum(int(step["minutes"]) for step in path["steps"])
