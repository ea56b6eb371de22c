"""Files that are neither page nor data: what the site may hand out as it is."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.model import LooseFile

IMAGES = "assets/images/"
PICTURES = ("png", "jpg", "jpeg", "webp", "svg")
OURS = ("assets/javascripts/", "assets/stylesheets/")
"""Scripts and styles of the site, which the owners of the code look over."""
_SVG = "{http://www.w3.org/2000/svg}"


def check_files(survey: Survey) -> Iterator[Finding]:
    """All files that are no pages and no data."""
    for file in survey.course.loose:
        found = _judge(file)
        if found:
            yield make_finding("loose-file", file.path, 1, *found)


def _judge(file: LooseFile) -> tuple[str, str] | None:
    """What is wrong with a file, and the remedy."""
    if file.link:
        return "this stands for a file elsewhere", "put the file itself here, or delete the link"
    if file.path.startswith(OURS):
        return None
    if not file.path.startswith(IMAGES) or not file.path.lower().endswith(PICTURES):
        return (
            "the site would hand this file out as it is",
            "write a page as .md, data as .yml in docs/data, or put a picture "
            f"({', '.join(PICTURES)}) into docs/{IMAGES.rstrip('/')}",
        )
    danger = _find_danger(file.drawing) if file.path.lower().endswith("svg") else ""
    if danger:
        return f"this drawing holds {danger}", "keep shapes and their colours alone, or use a png"
    return None


def _find_danger(drawing: str) -> str:
    """What in an SVG file is not on the list of what a page may hold, empty where nothing is."""
    from course.html.allowed import find_dangers

    if "<!" in drawing or "<?" in drawing.removeprefix("<?xml "):
        return "a declaration or a comment"
    try:
        root = ElementTree.fromstring(drawing)
    except ElementTree.ParseError as error:
        return f"a mistake ({error})"
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(_SVG)
    holder = ElementTree.Element("div")
    holder.append(root)
    return next((danger.what for danger in find_dangers(holder)), "")
