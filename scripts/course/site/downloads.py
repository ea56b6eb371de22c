"""The folder of downloads in a finished site, and the page that lists what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from course.html.downloads import FILES, SUMS, Built, build_downloads
from course.html.engine import Engine, write_html
from course.html.scene import Nest, Scene
from course.html.targets import site_path
from course.model import Course
from course.site.offline import describe_file

PAGE = "teach/downloads"


def describe_files(site: Path) -> Mapping[str, Built]:
    """Size and checksum of every file of the folder by its name, in the order of names."""
    found = {}
    for path in sorted((site / FILES).glob("*")):
        if path.is_file() and path.name != SUMS:
            found[path.name] = describe_file(path)
    return found


def list_downloads(site: Path, course: Course, engine: Engine) -> None:
    """Write the checksums, and let the page that lists the files name those that are there.

    Args:
        site: a finished site; its folder of downloads may be missing.
        course: what the site was made from.
        engine: renders the list.
    """
    files = describe_files(site)
    if not files:
        return
    sums = "".join(f"{built.digest}  {name}\n" for name, built in files.items())
    (site / FILES / SUMS).write_text(sums, encoding="utf-8")
    for locale in course.locales:
        page = course.page(PAGE, locale) or course.page(PAGE, course.source_locale)
        path = site / site_path(PAGE, locale, course.source_locale) / "index.html"
        if page is None or not path.is_file():
            continue
        scene = Scene(course, page, locale)
        made = write_html(engine.render(scene, partial(_build, files, scene)))
        html = path.read_text(encoding="utf-8")
        start, end = html.index("<course-downloads"), html.index("</course-downloads>")
        html = html[:start] + made + html[end + len("</course-downloads>") :]
        path.write_text(html, encoding="utf-8")


def _build(files: Mapping[str, Built], scene: Scene, _nest: Nest) -> list[Element]:
    return [build_downloads(files, scene)]
