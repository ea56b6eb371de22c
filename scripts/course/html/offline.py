"""The offer of the whole course as one zip."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.downloads import FILES
from course.html.nodes import node, verbatim
from course.html.scene import Scene
from course.html.targets import relative_to, site_path

FOLDER = "customer-centricity-course"
"""The one folder in the zip."""

ZIP = f"{FILES}/{FOLDER}.zip"
"""Where the zip lies, from the root of the site."""


def build_offer(scene: Scene) -> Element:
    """A link with size and checksum, and what stands there where no zip is.

    `course.site.offline` shows one of the three states: `none` while the site is looked at before
    it is built, `site` on the built site, `disk` in the zip itself.
    """
    say = scene.say
    page = f"{site_path(scene.page.key, scene.locale, scene.course.source_locale)}index.html"
    link = node("span", say("offline.get"), class_="btn", data_apart=relative_to(ZIP, page))
    size, digest = node("span", data_copy_size=""), node("code", data_copy_sum="")
    check = node("small", say("offline.sum"), verbatim(" "), digest)
    return node(
        "div",
        node("p", say("offline.none"), data_copy="none"),
        node("p", link, size, class_="acts", data_copy="site", hidden=""),
        node("p", check, data_copy="site", hidden=""),
        node("p", say("offline.disk"), data_copy="disk", hidden=""),
        data_search_exclude="true",
    )
