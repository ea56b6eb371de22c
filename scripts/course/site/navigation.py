"""The navigation in one language, from the folders that `data/course.yml` names."""

from __future__ import annotations

from course.model import Course, Locale

Entry = str | dict[str, list[str]]


def build_navigation(course: Course, locale: Locale) -> list[Entry]:
    """The `nav` of MkDocs: the home page, then a section for each folder that has pages.

    Args:
        course: everything; `data["course"]` holds the sections. Pages of a folder follow the
            list in the data file of the same name where there is one, else their file names;
            those that a section names as `first` come first.
        locale: language of the section titles.

    Returns:
        Paths without locale, as static-i18n expects them.
    """
    keys = sorted({page.key for page in course.pages.values()})
    entries: list[Entry] = ["index.md"]
    settings = course.data["course"].value if "course" in course.data else None
    sections = settings.get("sections", []) if isinstance(settings, dict) else []
    for section in sections:
        folder = section["folder"]
        found = [key for key in keys if key.startswith(f"{folder}/")]
        if found:
            first = [f"{folder}/{name}" for name in section.get("first", [])]
            places = {key: n for n, key in enumerate(first or _listed(course, folder))}
            order = {k: (not k.endswith("/index"), places.get(k, len(places)), k) for k in found}
            found.sort(key=order.__getitem__)
            title = course.pick(section["title"], locale)
            entries.append({title: [f"{key}.md" for key in found]})
    return entries


def _listed(course: Course, folder: str) -> list[str]:
    """Keys of the pages that a data file named like the folder lists, in its order."""
    value = course.data[folder].value if folder in course.data else None
    rows = value if isinstance(value, list) else []
    return [f"{folder}/{row['id']}" for row in rows if isinstance(row, dict) and "id" in row]
