"""The zip of the whole course, without a browser: what is in it, and what every link leads to."""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from course.html.offline import FOLDER, ZIP
from course.model import Course
from course.site.offline import (
    OfflineError,
    allow_files,
    choose_state,
    describe_file,
    is_kept,
    point_to_files,
    write_index,
    write_zip,
)
from course.source.folder import read_course

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("zh", "en")


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(ROOT / "docs")


@pytest.fixture(scope="module")
def copy(site: Path) -> dict[str, bytes]:
    """The files in the zip by their path below its one folder."""
    with zipfile.ZipFile(site / ZIP) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert names == sorted(set(names), key=names.index)
        return {name.removeprefix(f"{FOLDER}/"): file.read(name) for name in names}


def dead_links(copy: dict[str, bytes]) -> list[str]:
    """Links of the copy that lead to no file in it, or to a folder."""
    dead = []
    for path, content in copy.items():
        if path.endswith(".html"):
            for address in re.findall(r'\s(?:href|src)="([^"#?:]+)', content.decode("utf-8")):
                target = posixpath.join(posixpath.dirname(path), unquote(address))
                if posixpath.normpath(target) not in copy:
                    dead.append(f"{path}: {address}")
    return dead


def test_every_link_leads_to_a_file_of_the_copy(copy: dict[str, bytes]) -> None:
    assert len([path for path in copy if path.endswith(".html")]) > 100
    assert dead_links(copy) == []


def test_a_dead_link_is_seen() -> None:
    assert dead_links({"a/b.html": b'<a href="../c/">x</a><a href="b.html#x">x</a>'}) == [
        "a/b.html: ../c/"
    ]


def test_it_holds_the_learners_course_and_nothing_else(site: Path, copy: dict[str, bytes]) -> None:
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    missing = {path for path in pages - set(copy) if not re.match(r"(en/)?teach/|404\.html", path)}
    assert missing == set()
    endings = {path.rpartition(".")[2] for path in copy}
    assert endings <= {"html", "css", "js", "svg", "png", "txt"}
    text = b"".join(content for path, content in copy.items() if path.endswith((".html", ".js")))
    assert b"search_index.json" not in b"".join(c for p, c in copy.items() if p.endswith(".html"))
    for words in ("讲师用，不发给学员", "For the trainer, not to be handed out"):
        assert words.encode() not in text


def test_the_same_site_gives_the_same_bytes(site: Path, course: Course, tmp_path: Path) -> None:
    before = (site / ZIP).read_bytes()
    assert len(before) < 5_000_000
    # The page that offers the zip has changed since: the copy's must not.
    twin = write_zip(site, course, tmp_path / "twin.zip")
    assert twin == describe_file(site / ZIP)
    assert (tmp_path / "twin.zip").read_bytes() == before


def test_the_site_offers_it_with_size_and_checksum(site: Path) -> None:
    digest = sha256((site / ZIP).read_bytes()).hexdigest()
    for prefix in ("", "en/"):
        page = (site / prefix / "review/offline/index.html").read_text(encoding="utf-8")
        assert digest in page and f'href="../../{"../" if prefix else ""}{ZIP}"' in page
        assert " MB<" in page
        shown = re.findall(r'data-copy="(\w+)"(?! hidden)', page)
        assert set(shown) == {"site"}


def test_the_readme_opens_in_the_plainest_editor(copy: dict[str, bytes]) -> None:
    raw = copy["README.txt"]
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n") > 30
    text = raw.decode("utf-8-sig")
    assert "双击 index.html" in text and "Double-click index.html" in text
    assert max(len(line) for line in text.splitlines()) <= 84


def test_each_language_has_its_index_as_a_script(copy: dict[str, bytes]) -> None:
    for prefix in ("", "en/"):
        text = copy[f"{prefix}search/search_index.js"].decode("utf-8")
        index = json.loads(text.removeprefix("var __index="))
        for entry in index["docs"]:
            assert prefix + entry["location"].partition("#")[0] in copy, entry["location"]
        assert len(index["docs"]) > 100 and index["config"]["same"]


# ── each step alone ────────────────────────────────────────────────────────

FILES = {
    "index.html": True,
    "a/b/index.html": True,
    "en/index.html": True,
    "teach/index.html": False,
    "assets/x.css": True,
}


@pytest.mark.parametrize(
    ("path", "address", "wanted"),
    [
        ("index.html", "a/b/", "a/b/index.html"),
        ("index.html", "a/b/#s", "a/b/index.html#s"),
        ("index.html", ".", "index.html"),
        ("a/b/index.html", "../..", "../../index.html"),
        ("a/b/index.html", "../../en/?q=1#s", "../../en/index.html?q=1#s"),
        ("a/b/index.html", "./", "index.html"),
        ("a/b/index.html", "../../assets/x.css", "../../assets/x.css"),
        ("a/b/index.html", "#s", "#s"),
        ("a/b/index.html", "https://example.org/x/", "https://example.org/x/"),
        ("a/b/index.html", "mailto:x@example.org", "mailto:x@example.org"),
        ("a/b/index.html", "../../teach/#x", "../../en/index.html#left-out"),
    ],
)
def test_links_name_files(path: str, address: str, wanted: str) -> None:
    html = f'<a class="x" href="{address}" hreflang="en">a/b/</a>'
    found = point_to_files(html, path, FILES, "en/index.html")
    assert found == html.replace(f'"{address}"', f'"{wanted}"')


def test_a_link_that_leads_nowhere_stops_the_build() -> None:
    with pytest.raises(OfflineError, match=r"a/b/index\.html links to \.\./c/"):
        point_to_files('<a href="../c/">x</a>', "a/b/index.html", FILES, "index.html")


def test_the_policy_names_files_and_nothing_more() -> None:
    html = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-x'\">"
    assert allow_files(f"{html}<p>'self'</p>") == (
        html.replace("'self'", "'self' file:") + "<p>'self'</p>"
    )


def test_one_state_is_shown() -> None:
    html = '<p data-copy="none">1</p><p data-copy="site" hidden="">2</p>'
    assert choose_state(html, "site") == (
        '<p data-copy="none" hidden="">1</p><p data-copy="site">2</p>'
    )
    assert choose_state(choose_state(html, "site"), "none") == html


def test_what_is_left_out() -> None:
    kept = ("index.html", "en/lessons/01/index.html", "teaching.html", "assets/javascripts/x.js")
    assert [path for path in kept if not is_kept(path, LOCALES)] == []
    gone = ("teach/index.html", "en/teach/print/l01-key.html", "404.html", "sitemap.xml.gz")
    gone += ("downloads/x.zip", "assets/javascripts/lunr/tinyseg.js", "assets/x.js.map")
    gone += (".course-site",)
    assert [path for path in gone if is_kept(path, LOCALES)] == []


def test_the_index_names_files_and_leaves_out_what_is_not_there() -> None:
    docs = [{"location": where} for where in ("", "#a", "a/b/#s", "teach/#s")]
    text = write_index(json.dumps({"config": {}, "docs": docs}), LOCALES).decode()
    found = json.loads(text.removeprefix("var __index="))["docs"]
    wanted = ["index.html", "index.html#a", "a/b/index.html#s"]
    assert [entry["location"] for entry in found] == wanted
