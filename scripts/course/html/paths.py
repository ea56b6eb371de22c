"""Learning paths: all of them in one table, and one as a timetable."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from course.html.figures.measure import FigureError
from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Scene
from course.lessons import choose_lessons
from course.model import Page
from course.paths import LearningPath, Step, read_paths, start_times, write_clock

FOLDER = "paths"


def build_paths(scene: Scene) -> Element:
    """The learning paths with minutes that are the sum of their steps."""
    say = scene.say
    lessons = choose_lessons(scene.course, scene.locale)
    body = node("tbody")
    paths = read_paths(scene.course)
    longest = max((path.minutes for path in paths), default=1)
    for path in paths:
        time = node("div", node("span", say("lesson.minutes", n=path.minutes)), class_="mins")
        time.append(build_bar([(0, round(100 * path.minutes / longest))], 100))
        steps = node("td")
        for n, run in enumerate(_runs(path)):
            if n:
                steps.append(node("span", say("paths.between")))
            steps.extend(_brief(run[0], lessons, scene))
            if len(run) > 1:
                steps.append(node("span", say("paths.to")))
                steps.extend(_brief(run[-1], lessons, scene))
        body.append(
            node(
                "tr",
                node("th", _title(path, scene), scope="row"),
                node("td", time),
                steps,
                node("td", scene.pick(path.output), data_label=say("paths.output")),
            )
        )
    names = ("path", "time", "content", "output")
    return node("table", _head(scene, *names), body, class_="tbl stack cards paths")


def place_path(name: str, scene: Scene) -> Element:
    """One path: for whom, how long, a timetable for each half day, what to leave with.

    Raises:
        FigureError: `data/paths.yml` has no path of that id.
    """
    path = next((path for path in read_paths(scene.course) if path.id == name), None)
    if path is None:
        raise FigureError(f"paths.yml has no path '{name}'")
    made = node("course-path", _summary(path, scene), class_="path", data_path=path.id)
    lessons = choose_lessons(scene.course, scene.locale)
    for part in path.parts:
        made.append(build_timetable(part, lessons, scene))
    return made


def _summary(path: LearningPath, scene: Scene) -> Element:
    say = scene.say
    time = node("dd", node("b", say("lesson.minutes", n=path.minutes)))
    split = say("paths.split", work=path.work, rest=path.rest) if path.rest else None
    if path.room:
        time.append(node("small", split or say("paths.straight")))
    output = node("dd", scene.pick(path.output))
    sheets = node("ul", class_="plain")
    for sheet in path.sheets:
        page = _page(f"practice/{sheet}", scene)
        if page:
            sheets.append(node("li", node("a", verbatim(page.title), href=scene.link(page.key))))
    if len(sheets):
        output.append(sheets)
    rows = (
        ("for", node("dd", scene.pick(path.audience))),
        ("time", time),
        ("way", node("dd", say("paths.room" if path.room else "paths.self"))),
        ("output", output),
    )
    made = node("dl", class_="path-facts")
    for name, words in rows:
        made.append(node("div", node("dt", say(f"paths.{name}")), words))
    return made


def build_timetable(part: tuple[Step, ...], lessons: Mapping[str, Page], scene: Scene) -> Element:
    """Clock, step and minutes of one half day, its breaks and its end."""
    times = start_times(part)
    title = scene.pick(part[0].part) if part[0].part else ""
    caption = node("caption", title) if title else None
    body = node("tbody")
    for step, start in zip(part, times, strict=False):
        what = node("th", *_full(step, lessons, scene), scope="row")
        body.append(
            node(
                "tr", _clock(start), what, _number(step), class_="is-break" if step.pause else None
            )
        )
    total = node("td", verbatim(str(times[-1])), class_="num")
    end = node("tr", _clock(times[-1]), node("th", scene.say("paths.end"), scope="row"), total)
    spans = [
        (start, step.minutes)
        for step, start in zip(part, times, strict=False)
        if step.minutes and not step.pause
    ]
    return node(
        "div",
        build_bar(spans, times[-1]),
        node(
            "table",
            caption,
            _head(scene, "clock", "step", "minutes"),
            body,
            node("tfoot", end),
            class_="tbl timetable",
        ),
        class_="path-part",
    )


def _clock(minutes: int) -> Element:
    return node("td", verbatim(write_clock(minutes)), class_="clock")


def _number(step: Step) -> Element:
    return node("td", verbatim(str(step.minutes)), class_="num")


def _head(scene: Scene, *names: str) -> Element:
    cells = (node("th", scene.say(f"paths.{name}"), scope="col") for name in names)
    return node("thead", node("tr", *cells))


def build_bar(spans: list[tuple[int, int]], length: int) -> Element:
    """Stretches of time along a line; the words beside it say the same."""
    made = node(
        "svg", viewBox=f"0 0 {max(length, 1)} 6", preserveAspectRatio="none", aria_hidden="true"
    )
    gap = length / 200 if len(spans) > 1 else 0
    for start, width in spans:
        # Neighbours stay apart, however short they are.
        shown = f"{max(width - gap, width / 2):g}"
        made.append(node("rect", x=str(start), width=shown, height="6"))
    return made


def _title(path: LearningPath, scene: Scene) -> Element | str:
    """The name of a path, as a link where it has a page."""
    page = _page(f"{FOLDER}/{path.id}", scene)
    name = scene.pick(path.title)
    return node("a", name, href=scene.link(page.key)) if page else name


def _runs(path: LearningPath) -> list[list[Step]]:
    """The steps without breaks; three or more whole lessons that follow each other are one."""
    found: list[list[Step]] = []
    for step in path.steps:
        if step.pause:
            continue
        before = found[-1][-1] if found else None
        if before and _whole(before) and _whole(step) and _after(before) == step.lesson:
            found[-1].append(step)
        else:
            found.append([step])
    return [part for run in found for part in ([run] if len(run) > 2 else [[step] for step in run])]


def _whole(step: Step) -> bool:
    return bool(step.lesson) and not step.sections and not step.text


def _after(step: Step) -> str:
    """`l09` → `l10`."""
    return f"l{int(step.lesson[1:]) + 1:02d}"


def _brief(step: Step, lessons: Mapping[str, Page], scene: Scene) -> list[Element]:
    """A step in a few words; a lesson that exists is a link."""
    made = []
    text = scene.pick(step.text or {})
    if step.lesson:
        words = scene.say("paths.lesson", n=int(step.lesson.removeprefix("l")))
        page = lessons.get(step.lesson)
        made.append(node("a", words, href=scene.link(page.key)) if page else node("span", words))
        if step.sections and not text:
            made.append(node("span", scene.say("paths.some")))
    if text:
        made.append(node("span", verbatim(f" {text}" if step.lesson else text)))
    return made


def _full(step: Step, lessons: Mapping[str, Page], scene: Scene) -> list[Element]:
    """A step with its link, and below it the lesson and the sections that it takes."""
    if step.pause:
        return [node("span", scene.say("paths.break"))]
    text = scene.pick(step.text or {})
    lesson = lessons.get(step.lesson)
    page = lesson or _page(step.page, scene)
    if page is None:
        return [node("span", verbatim(text))]
    named = lesson_name(lesson, scene) if lesson else page.title
    # One section alone is what the step means; several are listed below it.
    anchor = step.sections[0] if len(step.sections) == 1 else ""
    made = [node("a", verbatim(text or named), href=scene.link(page.key, anchor))]
    if text and lesson:
        made.append(node("small", verbatim(named)))
    if len(step.sections) > 1:
        titles = {heading.id: heading.text for heading in page.sections}
        below = node("small")
        for n, section in enumerate(step.sections):
            words = verbatim(titles.get(section, section))
            # Not a semicolon: a title may end in a question mark.
            if n:
                below.append(node("span", verbatim(" · ")))
            below.append(node("a", words, href=scene.link(page.key, section)))
        made.append(below)
    return made


def lesson_name(lesson: Page, scene: Scene) -> str:
    """`第 1 课：…` in the page's language."""
    return scene.say("paths.named", n=lesson_number(lesson.key), title=lesson.title)


def _page(key: str, scene: Scene) -> Page | None:
    course = scene.course
    return course.page(key, scene.locale) or course.page(key, course.source_locale)
