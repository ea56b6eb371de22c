"""The navigation in one language, from the folders that `data/course.yml` names."""

from __future__ import annotations

from course.model import Course, Locale

Entry = str | dict[str, list[str]]


def build_navigation(course: Course, locale: Locale) -> list[Entry]:
    """The `nav` of MkDocs: the home page, then a section for each folder that has pages.

    Args:
        course: everything; `data["course"]` holds the sections.
        locale: language of the section titles.

    Returns:
        Paths without locale, as static-i18n expects them.
    """
    keys = sorted({page.key for page in course.pages.values()})
    entries: list[Entry] = ["index.md"]
    settings = course.data["course"].value
    sections = settings.get("sections", []) if isinstance(settings, dict) else []
    for section in sections:
        found = [key for key in keys if key.startswith(f"{section['folder']}/")]
        if found:
            found.sort(key=lambda key: (not key.endswith("/index"), key))
            title = course.pick(section["title"], locale)
            entries.append({title: [f"{key}.md" for key in found]})
    return entries
