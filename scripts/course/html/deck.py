"""A slide as HTML: a `<section>` of 1280 by 720 pixels, in two forms.

Trainers get notes and answers; learners get a form that holds neither, not hidden but absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course.html.deck_question import build_asked
from course.html.figures import FIGURES
from course.html.figures.measure import FigureError
from course.html.marks import build_status
from course.html.nodes import lesson_number, node, verbatim
from course.html.places import build_place, place_type
from course.html.scene import Nest, Scene
from course.model import SHAKY, STATUSES
from course.slides.model import Slide, Table

TALL = 0.46
"""A drawing taller than this share of its width gets its caption beside it."""


def build_slide(
    slide: Slide, scene: Scene, nest: Nest, answers: bool, code: Element | None
) -> Element:
    """The element of a slide.

    Args:
        slide: what to show.
        scene: the page that it is made from.
        nest: renders Markdown into an element.
        answers: whether key and feedback are in it, and what a trainer presses.
        code: the QR code of the page, where the site has an address.

    Raises:
        FigureError: its figure cannot be drawn from the data.
    """
    opening = slide.kind in ("title", "step", "break")
    made = node(
        "section",
        class_=" ".join(["slide", f"slide--{slide.kind}", *_sizes(slide)]),
        id=slide.id,
        data_segment=slide.segment,
        lang=scene.page.locale if scene.page.locale != scene.locale else None,
    )
    made.append(_opening(slide, scene) if opening else _top(slide, scene))
    title = slide.title or scene.say("lesson.aims")
    if slide.kind != "question":
        made.append(node("h1" if slide.kind == "title" else "h2", *_title(title, slide, scene)))
    body = node("div", class_="body")
    made.append(body)
    build = _BODIES.get(slide.kind, _fill_section)
    build(body, slide, scene, nest)
    if slide.question:
        build_asked(body, slide.question, scene, nest, answers)
    if code is not None and slide.kind in ("title", "takeaways"):
        link = node("p", scene.say("deck.scan" if scene.page.is_lesson else "deck.scan-page"))
        body.append(node("div", code, link, class_="qr"))
    if slide.kind == "title":
        made.append(_stairs())
    made.append(_bottom(slide, scene))
    return made


def _sizes(slide: Slide) -> list[str]:
    """How large a question is set before its answer, and with it."""
    sizes = (("asked", slide.asked), ("size", slide.size))
    return [f"{name}-{step}" for name, step in sizes if step]


def _stairs() -> Element:
    """The sign of the course, large: steps, and the customer above them."""
    return node(
        "svg",
        node("path", class_="f-thin", d="M0 379h160v-90h160v-90h160v-90h160"),
        node("circle", class_="f-dot", cx="560", cy="56", r="24"),
        class_="stairs",
        viewBox="0 0 640 380",
        aria_hidden="true",
    )


def _title(title: str, slide: Slide, scene: Scene) -> list[Element]:
    found = [node("span", title)]
    number, count = slide.part
    if count > 1:
        found.append(node("small", scene.say("deck.part", n=number, all=count), class_="num"))
    return found


def _top(slide: Slide, scene: Scene) -> Element:
    """Which lesson and, where the title does not say it, which section."""
    number = lesson_number(slide.lesson)
    label = node("b", scene.say("deck.lesson", n=number)) if scene.page.is_lesson else None
    first = node("span", label, node("span", scene.page.title))
    heading = scene.heading(slide.section)
    where = heading.text if heading and heading.text != slide.title else ""
    if slide.question:
        return node("header", first, node("span", scene.say(f"question.{slide.question.kind}")))
    return node("header", first, node("span", where) if where else None)


def _opening(slide: Slide, scene: Scene) -> Element:
    """What is beginning, small above the title."""
    label = slide.label
    if slide.kind == "title":
        number = lesson_number(slide.lesson)
        label = scene.say("deck.lesson", n=number) if number else scene.say("deck.path")
    return node("header", node("span", label) if label else None)


def _bottom(slide: Slide, scene: Scene) -> Element:
    """Where to read it, how far what it says is checked, and its number."""
    anchor = f"q-{slide.question.id}" if slide.question else slide.section
    words = scene.say("deck.read" if slide.lesson.startswith("lessons/") else "deck.open")
    link = node("a", words, href=scene.link(slide.lesson, anchor)) if slide.lesson else None
    marks = node("span", class_="marks")
    if slide.kind in ("section", "other"):
        marks.extend(_cited(slide, scene))
    return node("footer", node("span", link), marks, node("span", class_="num n"))


def _cited(slide: Slide, scene: Scene) -> list[Element]:
    """How many of the section's claims are checked how far; a claim that is not says so."""
    checks = [scene.course.facts[name].check for name in slide.facts]
    found = []
    for status in STATUSES:
        count = checks.count(status)
        if count:
            mark = build_status(status, scene)
            mark.append(node("b", verbatim(str(count)), class_="num"))
            if status in SHAKY:
                mark.set("class", f"{mark.get('class', '')} is-shaky")
            found.append(mark)
    return [node("span", scene.say("deck.claims")), *found] if found else []


# ── what a kind shows ───────────────────────────────────────────────────────


def _fill_title(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    for text in slide.text:
        body.append(node("p", text, class_="lead"))
    if slide.output:
        words = node("b", scene.say("activity.output"))
        body.append(node("p", words, node("span", slide.output), class_="out"))


def _fill_points(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    tag = "ol" if slide.kind in ("objectives", "activity") else "ul"
    rows = node(tag, *(node("li", node("span", point)) for point in slide.points), class_="points")
    if tag == "ol" and slide.first > 1:
        rows.set("start", str(slide.first))
    body.append(rows)


def _fill_section(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    if slide.points:
        _fill_points(body, slide, scene, nest)
    if slide.table:
        body.append(_table(slide.table))
    if slide.place:
        body.append(_place(slide, scene, nest))


def _fill_case(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    tag = scene.say("case.fictional") if slide.fictional else ""
    body.append(
        node(
            "p",
            node("span", scene.say("block.case")),
            node("i", tag) if tag else None,
            class_="kind",
        )
    )
    for text in slide.text:
        nest(body, text)
    if slide.table:
        body.append(_table(slide.table))


def _fill_activity(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    people = scene.say(
        f"activity.{ {1: 'alone', 2: 'pairs'}.get(slide.group, 'group') }", n=slide.group
    )
    bar = node(
        "div", node("span", scene.say("block.activity")), node("span", people), class_="kind"
    )
    bar.append(_countdown(slide, scene))
    body.append(bar)
    if slide.points:
        _fill_points(body, slide, scene, nest)
    if slide.table:
        body.append(_table(slide.table))
    if slide.output:
        words = node("b", scene.say("activity.output"))
        body.append(node("p", words, node("span", slide.output), class_="out"))


def _fill_step(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    if slide.countdown:
        body.append(_countdown(slide, scene))


def _countdown(slide: Slide, scene: Scene) -> Element:
    """The minutes; a script makes them run. Slides of one activity share one clock."""
    text = scene.say("lesson.minutes", n=slide.countdown)
    return node(
        "div",
        node("span", text, class_="left num"),
        class_="countdown",
        data_minutes=str(slide.countdown),
    )


def _fill_agenda(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    rows = slide.table.rows if slide.table else ()
    lines = (node("li", node("span", a), node("span", b, class_="num")) for a, b in rows)
    body.append(node("ol", *lines, class_="agenda"))


def _fill_sure(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    rows = node("tbody")
    for name in slide.facts:
        fact = scene.course.facts.get(name)
        if fact:
            mark = build_status(fact.check, scene, "a")
            mark.set("href", scene.link("reference/ledger", fact.id))
            claim = node("th", scene.pick(fact.claim), scope="row")
            rows.append(node("tr", claim, node("td", mark), node("td", scene.pick(fact.note))))
    head = (node("th", scene.say(f"sure.{n}"), scope="col") for n in ("claim", "check", "why"))
    body.append(node("table", node("thead", node("tr", *head)), rows, class_="grid sure"))


def _nothing(body: Element, slide: Slide, scene: Scene, nest: Nest) -> None:
    """A question fills its slide itself."""


_BODIES: Mapping[str, Callable[[Element, Slide, Scene, Nest], None]] = {
    "title": _fill_title,
    "objectives": _fill_points,
    "agenda": _fill_agenda,
    "step": _fill_step,
    "break": _fill_step,
    "section": _fill_section,
    "case": _fill_case,
    "activity": _fill_activity,
    "checklist": _fill_points,
    "other": _fill_points,
    "sure": _fill_sure,
    "question": _nothing,
    "takeaways": _fill_points,
}


def _table(table: Table) -> Element:
    made = node("table", class_="grid")
    if table.head:
        cells = (node("th", text, scope="col") for text in table.head)
        made.append(node("thead", node("tr", *cells)))
    body = node("tbody")
    for row in table.rows:
        line = node("tr")
        for n, text in enumerate(row):
            line.append(node("td", text) if n else node("th", text, scope="row"))
        body.append(line)
    made.append(body)
    return made


def _place(slide: Slide, scene: Scene, nest: Nest) -> Element:
    """A figure without its drawing for phones; what needs a page of its own is a link."""
    block = slide.place
    assert block is not None
    kind, name = place_type(block)
    figure = FIGURES[name](block, scene) if kind == "figure" else build_place(block, scene, nest)
    if figure is None:
        raise FigureError(f"there is nothing named '{block.title}'")
    for drawing in figure.findall("svg"):
        if drawing.get("class") == "narrow":
            figure.remove(drawing)
        else:
            drawing.set("class", "drawing")
            *_, width, height = (float(n) for n in (drawing.get("viewBox") or "0 0 1 1").split())
            tall = height / width > TALL
            figure.set("class", f"figure{' figure--tall' if tall else ''}")
    for part in figure.findall("p"):
        figure.remove(part)
    return figure
