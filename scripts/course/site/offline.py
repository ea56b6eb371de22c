"""The course as one zip that opens from disk: what a finished site becomes in it.

From disk a browser shows the list of a folder instead of its page, fetches nothing and starts no
worker. So links name `index.html`, the search's index is a script (`search-worker.js` does the
rest), and the policy names files: by the letter of W3C's Content Security Policy Level 3, 6.7.2,
`'self'` matches nothing on a page whose origin is opaque. Chromium lets it match all the same.
"""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from course.html.downloads import FILES, Built
from course.html.offline import FOLDER
from course.html.targets import site_path
from course.model import Course, Locale
from course.site.context import OFFLINE

README = "README.txt"

LEFT_OUT = ("teach/", f"{FILES}/", "404.html", "sitemap.xml", "assets/javascripts/lunr/")
"""Beginnings of the paths, in any language, that stay on the site: what is for trainers alone, all
files to download, and what serves a web host or other languages than the course's."""

# They begin with plain letters: a look behind that stands first is tried at every letter of a page.
_LINK = re.compile(r'href="(?<=\shref=")([^"#?]+)([^"]*)(?=")')
_STATE = re.compile(r'data-copy="(?<=\sdata-copy=")([a-z]+)"(?: hidden(?:="[^"]*")?)?')
_INDEX = "search/search_index.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class OfflineError(Exception):
    """A page links to a file that the site does not have."""


def is_kept(path: str, locales: Collection[Locale]) -> bool:
    """Whether a file of the site belongs into the copy; its path is from the root of the site."""
    first, _, rest = path.partition("/")
    own = rest if first in locales else path
    return not own.startswith(LEFT_OUT) and not path.endswith(".map") and not path.startswith(".")


def build_copy(site: Path, course: Course) -> Iterator[tuple[str, bytes]]:
    """The files of the copy, by their path in it.

    Raises:
        OfflineError: a page links to a file that the site does not have.
    """
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    files = {path: is_kept(path, course.locales) for path in found}
    for path in (path for path, kept in files.items() if kept):
        content = (site / path).read_bytes()
        if path.endswith(".html"):
            locale = next((n for n in course.locales if path.startswith(f"{n}/")), "")
            detour = site_path(OFFLINE, locale or course.source_locale, course.source_locale)
            text = point_to_files(content.decode("utf-8"), path, files, f"{detour}index.html")
            content = fill(choose_state(allow_files(text), "disk"), "", "").encode("utf-8")
        if path.endswith(_INDEX):
            yield path.removesuffix("on"), write_index(content.decode("utf-8"), course.locales)
        else:
            yield path, content
    yield README, write_readme(course)


def point_to_files(html: str, path: str, files: Mapping[str, bool], detour: str) -> str:
    """A page whose links name files.

    Args:
        html: the page.
        path: where it lies, from the root of the site.
        files: the files of the site, and whether the copy has them.
        detour: page that is shown in the place of one that the copy does not have.

    Raises:
        OfflineError: it links to a file that the site does not have.
    """
    folder = posixpath.dirname(path) or "."

    @cache
    def point(address: str) -> tuple[str, bool]:
        target = posixpath.normpath(posixpath.join(folder, address))
        if target not in files:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        if target not in files:
            raise OfflineError(f"{path} links to {address}, which is not there")
        shown = target if files[target] else detour
        return posixpath.relpath(shown, folder), files[target]

    def replace(match: re.Match[str]) -> str:
        address, rest = match[1], match[2]
        if ":" in address or address.startswith("//"):
            return match[0]
        found, kept = point(address)
        return f'href="{found}{rest if kept else "#left-out"}'

    return _LINK.sub(replace, html)


def allow_files(html: str) -> str:
    """A page whose policy allows what lies beside it on the disk."""
    start = html.index("Content-Security-Policy")
    end = html.index(">", start)
    return html[:start] + html[start:end].replace("'self'", "'self' file:") + html[end:]


def choose_state(html: str, state: str) -> str:
    """A page that shows, of the elements marked `data-copy`, those for one state alone."""

    def replace(match: re.Match[str]) -> str:
        return f'data-copy="{match[1]}"' + ("" if match[1] == state else ' hidden=""')

    return _STATE.sub(replace, html)


def fill(html: str, size: str, digest: str) -> str:
    """A page with the zip's size and checksum where it has a place for them."""
    for name, text in (("size", size), ("sum", digest)):
        place = rf'data-copy-{name}="">(?<=\sdata-copy-{name}="">)'
        html = re.sub(rf"({place})[^<]*", rf"\g<1>{text}", html)
    return html


def write_index(index: str, locales: Collection[Locale]) -> bytes:
    """The search's index as the script that Material loads from disk."""
    data = json.loads(index)
    kept = []
    for entry in data["docs"]:
        path, mark, anchor = entry["location"].partition("#")
        if is_kept(path or "index.html", locales):
            kept.append({**entry, "location": f"{path}index.html{mark}{anchor}"})
    text = json.dumps({**data, "docs": kept}, ensure_ascii=False, separators=(",", ":"))
    return f"var __index={text}".encode()


def write_readme(course: Course) -> bytes:
    """How to open the copy, in every language; for the plainest of editors."""
    texts = (course.word(locale, "offline.readme").strip() for locale in course.locales)
    text = f"\n\n{'-' * 60}\n\n".join(dict.fromkeys(texts))
    return ("\ufeff" + text + "\n").replace("\n", "\r\n").encode("utf-8")


def write_zip(site: Path, course: Course, target: Path) -> Built:
    """Write the copy of a finished site; the same site gives the same bytes.

    Raises:
        OfflineError: a page links to a file that the site does not have.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for path, content in build_copy(site, course):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", _EARLIEST)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, content, compresslevel=6)
    return describe_file(target)


def describe_file(path: Path) -> Built:
    """Size and checksum of a file, for the pages that offer it."""
    content = path.read_bytes()
    return Built(len(content), sha256(content).hexdigest())


def offer_zip(site: Path, course: Course, built: Built) -> None:
    """Let the pages that offer the zip do so, with its size and checksum."""
    for locale in course.locales:
        path = site / site_path(OFFLINE, locale, course.source_locale) / "index.html"
        if path.is_file():
            size = course.word(locale, "downloads.mb", n=f"{built.size / 1_000_000:.1f}")
            html = choose_state(path.read_text(encoding="utf-8"), "site")
            path.write_text(fill(html, size, built.digest), encoding="utf-8")
