"""The facilitator's guide: what of it is made from the lesson or the path."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from course.html.downloads import sheet_path
from course.html.figures.measure import FigureError
from course.html.nodes import node, verbatim
from course.html.paths import build_bar, lesson_name
from course.html.scene import Nest, Scene
from course.html.targets import relative_to, site_path
from course.lessons import choose_lessons
from course.model import Page
from course.paths import LearningPath, read_paths, write_clock
from course.slides import deck_address
from course.slides.addresses import DeckFor
from course.teaching import (
    Stretch,
    find_guide,
    find_path_sheets,
    find_sheets,
    plan_lesson,
)

READERS: tuple[DeckFor, ...] = ("trainer", "speaker", "learner")
"""Whose decks a guide leads to."""

NOTES = "notes-"
"""What the id of a section's notes begins with."""


def place_guide(name: str, scene: Scene) -> Element:
    """What a lesson or path is, in a few lines: minutes, objectives, sheets, what comes out.

    Raises:
        FigureError: there is no lesson and no path of that id.
    """
    lesson = choose_lessons(scene.course, scene.locale).get(name)
    if lesson is not None:
        return _lesson_facts(lesson, scene)
    path = next((path for path in read_paths(scene.course) if path.id == name), None)
    if path is None:
        raise FigureError(f"there is no lesson and no path '{name}'")
    return _path_facts(path, scene)


def _lesson_facts(lesson: Page, scene: Scene) -> Element:
    say = scene.say
    read = say("teach.alone", n=lesson.minutes("self"))
    aims = node("ul", class_="plain", lang=_lang(lesson, scene))
    for text in lesson.objectives.values():
        aims.append(node("li", text))
    outputs = [block.option("output") for block in lesson.blocks("activity")]
    rows = [
        ("time", node("dd", node("b", say("lesson.minutes", n=lesson.minutes("room"))))),
        ("aims", node("dd", aims)),
        ("output", node("dd", *(node("span", text) for text in outputs if text))),
        ("read", node("dd", _lesson_link(lesson, scene), node("small", read))),
        ("print", node("dd", _printed(lesson, scene))),
        ("decks", node("dd", link_decks(lesson.id, scene))),
    ]
    return _facts(rows, scene)


def _path_facts(path: LearningPath, scene: Scene) -> Element:
    lessons = choose_lessons(scene.course, scene.locale)
    names = dict.fromkeys(step.lesson for step in path.steps if step.lesson in lessons)
    guides = [key for name in names if (key := find_guide(name, scene.course))]
    rows = [
        ("print", node("dd", list_pages(find_path_sheets(path, scene.course), scene))),
        ("guides", node("dd", list_pages(guides, scene))),
        ("decks", node("dd", link_decks(path.id, scene))),
    ]
    return _facts(rows, scene)


def _facts(rows: Iterable[tuple[str, Element]], scene: Scene) -> Element:
    made = node("dl", class_="path-facts", data_search_exclude="true")
    for name, words in rows:
        if len(words) or words.text:
            made.append(node("div", node("dt", scene.say(f"teach.{name}")), words))
    return made


def list_pages(keys: Iterable[str], scene: Scene) -> Element | None:
    """Links to pages by their titles; nothing where there is no page."""
    made = node("ul", class_="plain")
    for key in keys:
        page = scene.course.page(key, scene.locale) or scene.course.page(
            key, scene.course.source_locale
        )
        if page is not None:
            lang = _lang(page, scene)
            made.append(
                node("li", node("a", verbatim(page.title), href=scene.link(key), lang=lang))
            )
    return made if len(made) else None


def _printed(lesson: Page, scene: Scene) -> Element:
    """What is printed for a lesson: the pages to fill in, then the sheet with its exercises."""
    made = list_pages(find_sheets(lesson, scene.course), scene) or node("ul", class_="plain")
    path = sheet_path(lesson, "exercises", scene.locale, scene.course.source_locale)
    made.append(node("li", _apart(path, scene.say("teach.exercises"), scene)))
    return made


def _apart(path: str, words: str, scene: Scene) -> Element:
    """A link to what MkDocs does not make; `path` is from the root of the site."""
    page = site_path(scene.page.key, scene.locale, scene.course.source_locale)
    return node("span", words, data_apart=relative_to(path, f"{page}index.html"))


def link_decks(unit: str, scene: Scene) -> Element:
    """Links to the slides of a lesson or path: for the room, for the trainer, for learners."""
    made = node("ul", class_="plain")
    for reader in READERS:
        made.append(node("li", link_deck(unit, reader, scene)))
    return made


def link_deck(unit: str, reader: DeckFor, scene: Scene) -> Element:
    """A link to one of a unit's decks."""
    path = deck_address(scene.course, scene.locale, unit, reader)
    link = _apart(path, scene.say(f"teach.deck.{reader}"), scene)
    link.set("data-deck", reader)
    return link


def _lesson_link(lesson: Page, scene: Scene) -> Element:
    name = lesson_name(lesson, scene)
    return node("a", verbatim(name), href=scene.link(lesson.key), lang=_lang(lesson, scene))


def _lang(page: Page, scene: Scene) -> str | None:
    return page.locale if page.locale != scene.locale else None


def place_run(name: str, scene: Scene) -> Element:
    """The timetable of a lesson in the room: clock, section and minutes, down to the end.

    Raises:
        FigureError: there is no lesson of that id.
    """
    lesson = _find_lesson(name, scene)
    plan = plan_lesson(lesson)
    body = node("tbody")
    for stretch in plan:
        target = f"#{NOTES}{stretch.heading.id}"
        what = node("th", node("a", stretch.heading.text, href=target), scope="row")
        for block in stretch.activities:
            minutes = scene.say("lesson.minutes", n=block.option("minutes", "0"))
            text = scene.say("teach.activity", name=block.title, minutes=minutes)
            what.append(node("small", text))
        body.append(node("tr", _clock(stretch.start), what, _number(stretch.minutes)))
    total = sum(stretch.minutes for stretch in plan)
    end = node("th", scene.say("paths.end"), scope="row")
    head = (node("th", scene.say(f"paths.{key}"), scope="col") for key in ("clock", "step"))
    last = node("th", scene.say("paths.minutes"), scope="col")
    table = node(
        "table",
        node("thead", node("tr", *head, last)),
        body,
        node("tfoot", node("tr", _clock(total), end, _number(total))),
        class_="tbl timetable",
        lang=_lang(lesson, scene),
    )
    bar = build_bar([(stretch.start, stretch.minutes) for stretch in plan], total)
    return node("div", bar, table, class_="path-part")


def place_notes(name: str, scene: Scene, nest: Nest) -> Element:
    """Section by section: when it begins, what is on the slide, what the trainer does.

    Raises:
        FigureError: there is no lesson of that id.
    """
    lesson = _find_lesson(name, scene)
    made = node("div", class_="run-notes", lang=_lang(lesson, scene))
    for stretch in plan_lesson(lesson):
        made.append(_stretch(stretch, lesson, scene, nest))
    return made


def _stretch(stretch: Stretch, lesson: Page, scene: Scene, nest: Nest) -> Element:
    end = write_clock(stretch.start + stretch.minutes)
    span = scene.say("teach.span", start=write_clock(stretch.start), end=end, n=stretch.minutes)
    section = stretch.heading.id or ""
    link = node("a", stretch.heading.text, href=scene.link(lesson.key, section))
    title = node("h3", node("span", span, class_="clock"), link, id=f"{NOTES}{section}")
    made = node("section", title)
    for block in stretch.keys:
        slide = node("div", class_="on-slide")
        nest(slide, block.body)
        made.append(slide)
    for block in stretch.notes:
        nest(made, block.body)
    return made


def place_guides(name: str, scene: Scene) -> Element:
    """All guides: of the lessons, or of the paths, with what each takes.

    Raises:
        FigureError: neither `lessons` nor `paths` is named.
    """
    lists = {"lessons": _guides_of_lessons, "paths": _guides_of_paths}
    if name not in lists:
        raise FigureError(f"there are no guides of '{name}': write {' or '.join(lists)}")
    return lists[name](scene)


def _guides_of_lessons(scene: Scene) -> Element:
    body = node("tbody")
    for name, lesson in choose_lessons(scene.course, scene.locale).items():
        outputs = [block.option("output") for block in lesson.blocks("activity")]
        label = verbatim(lesson_name(lesson, scene))
        body.append(
            node(
                "tr",
                node("th", _guide_link(name, label, scene), scope="row"),
                _cell("time", scene.say("lesson.minutes", n=lesson.minutes("room")), scene),
                node("td", *(node("span", o) for o in outputs), data_label=_say(scene, "output")),
                node("td", link_deck(name, "trainer", scene), data_label=_say(scene, "decks")),
            )
        )
    return _table(("lesson", "time", "output", "decks"), body, scene)


def _guides_of_paths(scene: Scene) -> Element:
    body = node("tbody")
    for path in read_paths(scene.course):
        time = scene.say("lesson.minutes", n=path.minutes)
        way = scene.say("teach.room" if path.room else "teach.company")
        body.append(
            node(
                "tr",
                node("th", _guide_link(path.id, scene.pick(path.title), scene), scope="row"),
                _cell("time", time, scene),
                _cell("way", way, scene),
                _cell("output", scene.pick(path.output), scene),
                node("td", link_deck(path.id, "trainer", scene), data_label=_say(scene, "decks")),
            )
        )
    return _table(("path", "time", "way", "output", "decks"), body, scene)


def _guide_link(unit: str, words: str, scene: Scene) -> Element | str:
    key = find_guide(unit, scene.course)
    return node("a", words, href=scene.link(key)) if key else words


def _cell(name: str, words: str, scene: Scene) -> Element:
    return node("td", words, data_label=_say(scene, name))


def _say(scene: Scene, name: str) -> str:
    return scene.say(f"teach.{name}")


def _table(names: tuple[str, ...], body: Element, scene: Scene) -> Element:
    head = (node("th", _say(scene, name), scope="col") for name in names)
    return node("table", node("thead", node("tr", *head)), body, class_="tbl stack cards guides")


def _find_lesson(name: str, scene: Scene) -> Page:
    lesson = choose_lessons(scene.course, scene.locale).get(name)
    if lesson is None:
        raise FigureError(f"there is no lesson '{name}'")
    return lesson


def _clock(minutes: int) -> Element:
    return node("td", verbatim(write_clock(minutes)), class_="clock")


def _number(minutes: int) -> Element:
    return node("td", verbatim(str(minutes)), class_="num")
