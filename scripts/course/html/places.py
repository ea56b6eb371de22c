"""`place` blocks: what is made from data and put into a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course.html.assessment import build_assessment, build_levels, build_team
from course.html.bibliography import build_sources, source_title
from course.html.contribute import build_rules, build_translations
from course.html.downloads import build_downloads, build_sheet_list
from course.html.figures import FIGURES
from course.html.final import build_final
from course.html.glossary import build_glossary
from course.html.guide import place_guide, place_guides, place_notes, place_run
from course.html.home import build_map
from course.html.log import build_log
from course.html.marks import build_status
from course.html.matrix import build_matrix
from course.html.nodes import node, verbatim
from course.html.offline import build_offer
from course.html.paths import build_paths, place_path
from course.html.planner import build_planner
from course.html.practice import (
    place_checklist,
    place_level,
    place_statements,
)
from course.html.progress import build_progress
from course.html.review import build_review
from course.html.scene import Nest, Scene
from course.html.stored import build_stored
from course.html.worksheet import place_worksheet
from course.model import Block, Fact
from course.source.inline import find_citations


def place_type(block: Block) -> tuple[str, str]:
    """What a place block asks for: `figure: ladder` → (`figure`, `ladder`)."""
    kind, _, name = block.title.partition(":")
    return kind.strip(), name.strip()


def build_place(block: Block, scene: Scene, nest: Nest) -> Element | None:
    """The element of a place block, `None` for a type that does not exist."""
    kind, name = place_type(block)
    if kind == "figure":
        draw = FIGURES.get(name)
        return _unsearched(draw(block, scene)) if draw else None
    if kind in NAMED:
        return NAMED[kind](name, scene)
    if kind in NAMED_NESTING:
        return NAMED_NESTING[kind](name, scene, nest)
    if kind in NESTING:
        return NESTING[kind](scene, nest)
    if kind in CHOOSING:
        return CHOOSING[kind](block, scene)
    place = PLACES.get(kind)
    return place(scene) if place else None


def _unsearched(figure: Element) -> Element:
    """A drawing says again what the text says; its scattered words are no use in the search."""
    figure.set("data-search-exclude", "true")
    return figure


def _sure(block: Block, scene: Scene) -> Element:
    """How far the lesson's claims are checked: all that it cites, or the ones named."""
    names = block.names("facts")
    named = [scene.course.facts[name] for name in names if name in scene.course.facts]
    facts = named or list(scene.cited())
    head = ("sure.claim", "sure.check", "sure.why")
    rows = [
        node(
            "tr",
            node("th", scene.pick(fact.claim), scope="row"),
            node("td", _ledger_link(fact, scene)),
            node("td", scene.pick(fact.note)),
        )
        for fact in facts
    ]
    return _table([scene.say(name) for name in head], rows, "tbl stack sure")


def _ledger_link(fact: Fact, scene: Scene) -> Element:
    mark = build_status(fact.check, scene, "a")
    mark.set("href", scene.link("reference/ledger", fact.id))
    return mark


def _table(head: list[str], rows: list[Element], class_: str) -> Element:
    cells = (node("th", verbatim(text), scope="col") for text in head)
    return node("table", node("thead", node("tr", *cells)), node("tbody", *rows), class_=class_)


def _ledger(scene: Scene) -> Element:
    """Every published fact with its check, source and the lessons that cite it."""
    used = _uses(scene)
    rows = []
    for fact in scene.course.facts.values():
        if not fact.publish:
            continue
        claim = node("th", node("span", scene.pick(fact.claim)), scope="row")
        where = node("td", _source_link(fact, scene), data_label=scene.say("ledger.where"))
        lessons = node("td", data_label=scene.say("ledger.lessons"))
        for n, (key, title) in enumerate(used.get(fact.id, [])):
            if n:
                lessons.append(node("br"))
            lessons.append(node("a", verbatim(title), href=scene.link(key)))
        if fact.id not in used:
            lessons.append(
                node("span", scene.say(f"ledger.{'background' if fact.background else 'tables'}"))
            )
        rows.append(
            node(
                "tr",
                claim,
                node("td", build_status(fact.check, scene), node("p", scene.pick(fact.note))),
                where,
                lessons,
                id=fact.id,
                data_check=fact.check,
                data_source=fact.source,
            )
        )
    head = ("sure.claim", "sure.check", "ledger.where", "ledger.lessons")
    table = _table([scene.say(name) for name in head], rows, "tbl stack cards ledger")
    return node("course-ledger", table)


def _source_link(fact: Fact, scene: Scene) -> Element:
    source = scene.course.sources.get(fact.source)
    target = scene.link("reference/sources", fact.source)
    if source is None:
        return node("a", verbatim(fact.source), href=target)
    title, language = source_title(source, scene)
    return node("a", verbatim(title), href=target, lang=language)


def _uses(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """Fact id → (page key, title) of the pages in this language that cite it."""
    used: dict[str, list[tuple[str, str]]] = {}
    for page in sorted(scene.course.pages.values(), key=lambda p: p.path):
        if page.locale != scene.locale:
            continue
        for part in page.parts:
            for mark in find_citations(part.source):
                entry = (page.key, page.title)
                rows = used.setdefault(mark.target, [])
                if entry not in rows:
                    rows.append(entry)
    return used


NAMED: Mapping[str, Callable[[str, Scene], Element]] = {
    "checklist": place_checklist,
    "guide": place_guide,
    "guides": place_guides,
    "level": place_level,
    "path": place_path,
    "run": place_run,
    "worksheet": place_worksheet,
}
"""Types of place blocks that name one thing, `checklist: a`, apart from figures."""

NAMED_NESTING: Mapping[str, Callable[[str, Scene, Nest], Element]] = {"notes": place_notes}
"""Types of place blocks that name one thing and show Markdown of another page."""

NESTING: Mapping[str, Callable[[Scene, Nest], Element]] = {
    "final": build_final,
    "review": build_review,
}
"""Types of place blocks that show Markdown of other pages."""

CHOOSING: Mapping[str, Callable[[Block, Scene], Element]] = {
    "matrix": build_matrix,
    "sure": _sure,
}
"""Types of place blocks whose options choose what is shown."""

PLACES: Mapping[str, Callable[[Scene], Element | None]] = {
    "assessment": build_assessment,
    # Which files there are is known only when everything is built; the build fills them in.
    "downloads": lambda scene: build_downloads({}, scene),
    "ledger": _ledger,
    "glossary": build_glossary,
    "sources": build_sources,
    "lessons": build_map,
    "levels": build_levels,
    "statements": place_statements,
    "log": build_log,
    "paths": build_paths,
    "offline": build_offer,
    "planner": build_planner,
    "progress": build_progress,
    "sheets": build_sheet_list,
    "rules": build_rules,
    "stored": build_stored,
    "team": build_team,
    "translations": build_translations,
}
"""Types of place blocks that stand alone."""
