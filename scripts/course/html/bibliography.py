"""The bibliography: the works that the course rests on or cites, and how each is called."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from course.html.nodes import node, verbatim
from course.html.scene import Scene
from course.model import Source


def build_sources(scene: Scene) -> Element:
    """The bibliography, grouped by how each work is used; addresses as text."""
    made = node("div", class_="sources")
    groups: dict[str, list[Source]] = {}
    for source in scene.course.sources.values():
        groups.setdefault(str(source.fields.get("status", "")), []).append(source)
    for status, sources in groups.items():
        made.append(node("h2", scene.say(f"source.{status}"), id=f"group-{status}"))
        rows = node("ul", class_="plain")
        for source in sources:
            rows.append(_build_row(source, scene))
        made.append(rows)
    return made


def _build_row(source: Source, scene: Scene) -> Element:
    fields = source.fields
    said = (fields[name] for name in ("author", "publisher", "date") if fields.get(name))
    byline = [_choose_words(value, scene) for value in said]
    title, language = source_title(source, scene)
    row = node("li", node("b", verbatim(title), lang=language), id=source.key)
    if title != source.title:
        # Whoever looks the work up needs the title that it bears.
        row.append(node("p", verbatim(source.title), lang=_language(source)))
    row.append(node("p", verbatim(" · ".join(byline))))
    state = scene.say(f"confirmed.{fields.get('confirmed', 'no')}")
    row.append(node("p", state, class_="confirmed"))
    note = fields.get("note")
    if isinstance(note, dict):
        row.append(node("p", _choose_words(note, scene)))
    elif note:
        row.append(node("p", verbatim(str(note)), lang="en"))
    if fields.get("url"):
        row.append(node("p", node("code", verbatim(str(fields["url"])))))
    return row


def _choose_words(value: object, scene: Scene) -> str:
    """A field of the bibliography: one text, or one for each language."""
    if isinstance(value, dict):
        return scene.pick({str(locale): str(text) for locale, text in value.items()})
    return str(value)


def source_title(source: Source, scene: Scene) -> tuple[str, str | None]:
    """The title in the reader's language where the bibliography has one.

    Returns:
        The title, and its language where that is not the reader's.
    """
    ours = source.fields.get(f"title_{scene.locale}")
    language = _language(source)
    if ours:
        return str(ours), None
    return source.title, language if language != scene.locale else None


def _language(source: Source) -> str:
    """The language of a work, as a tag: `en` of "en/zh", `zh` of "zh-Hant (with pinyin)"."""
    return re.split(r"[-/ ]", str(source.fields.get("language", "")))[0]
