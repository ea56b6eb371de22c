"""What can be printed and downloaded: the sheets of each lesson, and the files that were built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Scene
from course.html.targets import relative_to, site_path
from course.model import Course, Locale, Page

PRINT = "teach/print"
FILES = "downloads"
SUMS = "SHA256SUMS"
"""Lists the checksums of all files of that folder, as `sha256sum -c` reads them."""
COMMAND = "scripts/build --all"
KINDS = ("exercises", "answers", "key")
"""The sheets of a lesson; only the first is for learners before they have tried."""


@dataclass(frozen=True)
class Expected:
    """A file that the course can have.

    Attributes:
        name: its name in the folder of downloads.
        locale: its language, empty where it holds all.
        lesson: key of its lesson, empty where it holds the whole course.
    """

    name: str
    locale: Locale
    lesson: str = ""


@dataclass(frozen=True)
class Built:
    """A file that was made: its size in bytes and its SHA-256 in hex."""

    size: int
    digest: str


def handbook_name(locale: Locale) -> str:
    """File name of the handbook in that language."""
    return f"handbook-{locale}.pdf"


def slides_name(lesson: Page, locale: Locale) -> str:
    """File name of a lesson's slides for PowerPoint."""
    return f"{lesson.meta.get('id')}-{locale}.pptx"


def sheet_path(lesson: Page, kind: str, locale: Locale, source: Locale) -> str:
    """Where a sheet lies, from the root of the site."""
    return f"{site_path(PRINT, locale, source)}{lesson.meta.get('id')}-{kind}.html"


def list_expected(course: Course) -> tuple[Expected, ...]:
    """Every file that is made from the course, the handbooks first."""
    found = [Expected(handbook_name(locale), locale) for locale in course.locales]
    for page in course.lessons(course.source_locale):
        found += [Expected(slides_name(page, loc), loc, page.key) for loc in course.locales]
    return tuple(found)


def link_sheets(lesson: Page, scene: Scene) -> list[Element]:
    """Links to the sheets of a lesson, in the order of `KINDS`."""
    source = scene.course.source_locale
    found = []
    for kind in KINDS:
        address = _address(sheet_path(lesson, kind, scene.locale, source), scene)
        found.append(node("span", scene.say(f"downloads.{kind}.open"), data_apart=address))
    return found


def build_sheet_list(scene: Scene) -> Element:
    """The sheets of every lesson, in the language of the page."""
    course, say = scene.course, scene.say
    head = [node("th", say("downloads.lesson"), scope="col")]
    head += [node("th", say(f"downloads.{kind}"), scope="col") for kind in KINDS]
    body = node("tbody")
    for source in course.lessons(course.source_locale):
        row = node("tr", node("th", _lesson(source, scene), scope="row"))
        for kind, link in zip(KINDS, link_sheets(source, scene), strict=True):
            row.append(node("td", link, data_label=say(f"downloads.{kind}")))
        body.append(row)
    return node("table", node("thead", node("tr", *head)), body, class_="tbl stack cards")


def build_downloads(files: Mapping[str, Built], scene: Scene) -> Element:
    """The files by what they are, and the command that makes those that are not there.

    Args:
        files: what lies in the folder of downloads, by name.
        scene: the page that shows them.
    """
    course, say = scene.course, scene.say
    expected = list_expected(course)
    known = {row.name for row in expected}
    whole = [row for row in expected if not row.lesson]
    lessons = [row for row in expected if row.lesson]
    others = [Expected(name, "") for name in sorted(files) if name not in known]
    made = node("course-downloads", data_search_exclude="true")
    if any(row.name not in files for row in expected):
        words = node("p", say("downloads.absent"), verbatim(" "), node("code", verbatim(COMMAND)))
        made.append(words)
    made.append(_group("handbook", whole, files, scene))
    made.append(_group("slides", lessons, files, scene))
    if others:
        made.append(_group("others", others, files, scene))
    if files:
        link = node("span", verbatim(SUMS), data_apart=_address(f"{FILES}/{SUMS}", scene))
        made.append(node("p", say("downloads.sums"), verbatim(" "), link))
    return made


def _group(
    name: str, rows: Iterable[Expected], files: Mapping[str, Built], scene: Scene
) -> Element:
    say = scene.say
    names = ("file", "language", "size", "sum")
    head = node("tr", *(node("th", say(f"downloads.{n}"), scope="col") for n in names))
    body = node("tbody", *(_row(row, files.get(row.name), scene) for row in rows))
    return node(
        "section",
        node("h3", say(f"downloads.{name}"), id=f"files-{name}"),
        node("table", node("thead", head), body, class_="tbl stack cards files"),
    )


def _row(row: Expected, built: Built | None, scene: Scene) -> Element:
    course, say = scene.course, scene.say
    lesson = course.page(row.lesson, course.source_locale) if row.lesson else None
    title: Element = node("th", scope="row")
    name = node("span", verbatim(row.name))
    if built:
        name = node("span", verbatim(row.name), data_apart=_address(f"{FILES}/{row.name}", scene))
    if lesson:
        title.append(_lesson(lesson, scene, row.locale))
    title.append(node("small", name) if lesson else name)
    language = course.word(row.locale or scene.locale, "language.name")
    if not row.locale:
        language = say("downloads.all")
    size = write_size(built.size, scene) if built else say("downloads.none")
    cells = [("language", node("span", verbatim(language))), ("size", node("span", size))]
    cells.append(("sum", node("code", verbatim(built.digest if built else "—"))))
    tds = (node("td", cell, data_label=say(f"downloads.{key}")) for key, cell in cells)
    return node("tr", title, *tds, data_file=row.name)


def write_size(size: int, scene: Scene) -> str:
    """A size in kB or MB, powers of ten, as file managers and browsers show them."""
    if size < 1_000_000:
        return scene.say("downloads.kb", n=max(1, round(size / 1000)))
    return scene.say("downloads.mb", n=f"{size / 1_000_000:.1f}")


def _lesson(lesson: Page, scene: Scene, locale: Locale = "") -> Element:
    """Number and title of a lesson; in the language given, else in that of the page."""
    own = scene.course.page(lesson.key, locale or scene.locale) or lesson
    words = scene.course.word(
        locale or scene.locale, "print.lesson", n=lesson_number(own.key), title=own.title
    )
    return node("span", verbatim(words), lang=None if own.locale == scene.locale else own.locale)


def _address(path: str, scene: Scene) -> str:
    """A path of the site, seen from the page."""
    page = site_path(scene.page.key, scene.locale, scene.course.source_locale)
    return relative_to(path, f"{page}index.html")
