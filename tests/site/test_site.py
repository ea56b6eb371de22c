"""The built site: what a browser gets, without one."""

from __future__ import annotations

import functools
import gzip
import html as html_module
import json
import posixpath
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from course.commands.chrome import serve_folder
from course.model import Block, Course
from course.site.assets import APART, DECKS
from course.site.policy import PolicyError, add_policy, find_inline_scripts, write_policy
from course.source.folder import read_course

ROOT = Path(__file__).resolve().parents[2]
FINAL = ("review/final/index.html", "en/review/final/index.html")
LOADING = {"src", "srcset", "poster", "data", "action", "formaction"}


class Tags(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


@functools.cache
def read_tags(text: str) -> list[tuple[str, dict[str, str]]]:
    """The start tags of a page; a page is read once for all tests."""
    return Tags(text).tags


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """All but the decks, which have tests of their own."""
    found = sorted(path for path in site.rglob("*.html") if path.parent.name != "decks")
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(ROOT / "docs")


def foreign_loads(text: str) -> list[str]:
    """Addresses on other hosts that the page would load from (links to follow are none)."""
    found = []
    for tag, attrs in read_tags(text):
        names = LOADING | ({"href"} if tag == "link" else set())
        if tag == "link" and attrs.get("rel") == "canonical":
            names = set()
        for name in names & attrs.keys():
            if urlsplit(attrs[name]).netloc:
                found.append(attrs[name])
    return found


def test_foreign_loads_are_seen() -> None:
    bad = '<script src="https://cdn.example/x.js"></script><img src="//img.example/x.png">'
    assert len(foreign_loads(bad)) == 2
    assert foreign_loads('<a href="https://example.org">x</a><img src="../a.png">') == []


def test_no_page_loads_from_another_host(pages: dict[str, str]) -> None:
    assert {name: foreign_loads(text) for name, text in pages.items() if foreign_loads(text)} == {}


def test_styles_and_scripts_load_nothing_from_another_host(site: Path) -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(\s*[\"']?|@import\s*[\"'])(?:https?:)?//[^)\"']+", css) == []
    ours = [*site.glob("assets/javascripts/course.*.js"), *site.glob("assets/javascripts/search*")]
    assert len(ours) == 3
    for path in ours:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path.name


def unstyled(text: str, sheets: dict[str, str]) -> set[str]:
    """Classes of a page that only style sheets know which the page does not load."""
    rules = {
        name: set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", css)) for name, css in sheets.items()
    }
    loaded = {name for name in sheets if f"/{name}." in text}
    known = set().union(*(rules[name] for name in loaded))
    used = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    return used & set().union(*rules.values()) - known


def test_pages_load_the_style_sheets_that_they_need(pages: dict[str, str], site: Path) -> None:
    found = site.glob("assets/stylesheets/*.css")
    sheets = {path.name.split(".")[0]: path.read_text(encoding="utf-8") for path in found}
    # Sheets of their own: pages to print have no other, and Material's decide nothing of ours.
    for name in (*APART, *DECKS, "main"):
        sheets.pop(name, None)
    # Their rules stand below a place that brings the sheet.
    inner = {"st--right"}
    ours = {name: text for name, text in pages.items() if "/course." in text}
    assert {
        n: unstyled(t, sheets) - inner for n, t in ours.items() if unstyled(t, sheets) - inner
    } == {}


def test_a_class_without_its_style_sheet_is_seen() -> None:
    sheets = {"course": ".a{color:red}", "home": ".b,.a .c{color:red}"}
    page = '<link href="/course.1.css"><p class="a b"><p class="c d">'
    assert unstyled(page, sheets) == {"b", "c"}
    assert unstyled(page + '<link href="/home.1.css">', sheets) == set()


def test_pages_say_their_language(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        expected = "en" if name.startswith("en/") else "zh"
        _tag, attrs = next(pair for pair in read_tags(text) if pair[0] == "html")
        assert attrs["lang"] == expected, name


def test_every_page_has_its_pair(pages: dict[str, str]) -> None:
    zh = {name for name in pages if not name.startswith("en/")} - {"404.html"}
    assert {name.removeprefix("en/") for name in pages if name.startswith("en/")} == zh


def test_ids_are_unique(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        ids = [attrs["id"] for _tag, attrs in read_tags(text) if "id" in attrs]
        assert sorted(ids) == sorted(set(ids)), name


def test_every_page_has_a_policy_that_fits_its_scripts(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        metas = [a for tag, a in read_tags(text) if tag == "meta" and "http-equiv" in a]
        assert [m["http-equiv"] for m in metas] == ["Content-Security-Policy"], name
        assert metas[0]["content"] == write_policy(find_inline_scripts(text)), name
        assert "unsafe" not in metas[0]["content"]
        head = text[: text.index("Content-Security-Policy")]
        assert "<script" not in head and "<link" not in head, name


@pytest.mark.parametrize(
    "bad", ['<p onclick="x()">', '<p style="color:red">', "<style>p{}</style>", "no charset"]
)
def test_a_page_that_breaks_the_policy_is_refused(bad: str) -> None:
    text = bad if bad == "no charset" else f'<head><meta charset="utf-8"></head>{bad}'
    with pytest.raises(PolicyError):
        add_policy(text)


def test_html_is_valid(site: Path, pages: dict[str, str]) -> None:
    # All decks are made by one builder from one template.
    decks = ("l03.html", "l01-learner.html", "l01-speaker.html", "workshop.html")
    names = [*pages, *(f"teach/decks/{name}" for name in decks)]
    done = _html_validate([str(site / name) for name in names])
    assert done.returncode == 0, done.stdout[-4000:]


def test_html_validation_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text('<!doctype html><html lang="en"><title>x</title><p><div>x</div></p></html>')
    done = _html_validate([str(bad)])
    assert done.returncode == 1
    assert "<div>" in done.stdout


def _html_validate(files: list[str]) -> subprocess.CompletedProcess[str]:
    script = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    config = ROOT / "tests" / "site" / "html-validate.json"
    node = shutil.which("node") or "node"
    # Its trees are many and short-lived: with room for the young, a third less time.
    command = [node, "--max-semi-space-size=64", str(script), "--config", str(config)]
    command += ["--formatter", "text", *files]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_links_with_linkchecker(site_url: str) -> None:
    """All but those of the decks: `test_decks` follows them, with their anchors."""
    done = _linkcheck(site_url)
    assert done.returncode == 0, done.stdout[-4000:]
    checked = re.search(r"in (\d+) URLs checked", done.stdout)
    assert checked and int(checked[1]) > 40, done.stdout[-500:]


def test_linkchecker_sees_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="gone.html">x</a><img src="gone.png" alt="">')
    with serve_folder(tmp_path) as url:
        done = _linkcheck(url)
    assert done.returncode == 1
    assert "gone.html" in done.stdout and "gone.png" in done.stdout


def broken_anchors(pages: dict[str, str]) -> list[str]:
    """Links to an id that their page does not have.

    LinkChecker's own plugin reads the target again for each of thousands of citations, which
    takes minutes.
    """
    tags = {name: read_tags(text) for name, text in pages.items()}
    ids = {name: {a["id"] for _tag, a in found if "id" in a} for name, found in tags.items()}
    broken = []
    for name, found in tags.items():
        for tag, attrs in found:
            path, _, anchor = attrs.get("href", "").partition("#")
            if tag != "a" or not anchor or urlsplit(path).scheme:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            page = name if not path else f"{target}/index.html".removeprefix("./")
            if anchor not in ids.get(page, set()):
                broken.append(f"{name}: {attrs['href']}")
    return broken


def test_anchors(pages: dict[str, str]) -> None:
    assert broken_anchors({n: t for n, t in pages.items() if n != "404.html"}) == []


def test_a_broken_anchor_is_seen() -> None:
    pages = {
        "a/index.html": '<h1 id="x">x</h1><a href="#x">1</a><a href="#y">2</a>',
        "index.html": '<a href="a/#x">3</a><a href="a/#z">4</a>',
    }
    assert broken_anchors(pages) == ["a/index.html: #y", "index.html: a/#z"]


def _linkcheck(url: str) -> subprocess.CompletedProcess[str]:
    config = ROOT / "tests" / "site" / "linkchecker.ini"
    command = [sys.executable, "-m", "linkcheck", "-f", str(config), "--no-status", url]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=240
    )


def test_learners_see_neither_notes_nor_reserved_questions(
    pages: dict[str, str], course: Course
) -> None:
    # The guides are for those who lead a lesson.
    learners = "".join(text for name, text in pages.items() if not is_guide(name))
    everything = html_module.unescape(learners)
    # The final assessment asks them, the trainer's keys answer them; no other page shows them.
    others = "".join(text for name, text in pages.items() if name not in FINAL and not is_key(name))
    reserved = "".join(pages[name] for name in FINAL)
    seen = 0
    for page in course.pages.values():
        for part in page.parts:
            if isinstance(part, Block) and part.kind == "notes":
                first = part.body.split("\n")[0][:24]
                assert first not in everything, f"{page.path}:{part.line}"
                seen += 1
        for question in page.questions:
            shown = f'data-question="{question.id}"' in others
            assert shown is not question.final, question.id
            if question.final:
                assert reserved.count(f'data-question="{question.id}"') == len(FINAL)
    assert seen > 20


def is_guide(name: str) -> bool:
    """Whether a page is a facilitator's guide."""
    return re.match(r"(?:en/)?teach/guide-", name) is not None


def is_key(name: str) -> bool:
    """Whether a page is an answer key, which is the trainer's."""
    return re.fullmatch(r"(?:en/)?teach/print/\w+-key\.html", name) is not None


def links_to(kinds: str, pages: dict[str, str]) -> list[str]:
    """Pages that link to a sheet of these kinds."""
    return [
        name for name, text in pages.items() if re.search(rf'href="[^"]*-(?:{kinds})\.html"', text)
    ]


def test_only_trainers_find_the_answers(pages: dict[str, str]) -> None:
    found = links_to("key|answers", pages)
    assert {"en/teach/downloads/index.html", "teach/downloads/index.html"} <= set(found)
    assert [name for name in found if not name.removeprefix("en/").startswith("teach/")] == []
    assert links_to("key", {"x": '<a href="../teach/print/l01-key.html">'}) == ["x"]
    sheets = [name for name in pages if "/print/" in name]
    assert len(sheets) == 60
    for name in sheets:
        assert '<meta name="robots" content="noindex">' in pages[name], name


def test_the_final_assessment_asks_the_same_in_both_languages(
    pages: dict[str, str], site: Path
) -> None:
    wanted = ("data-question", "data-kind", "data-revision", "data-keys", "data-aim")
    found = []
    for name in FINAL:
        tags = read_tags(pages[name])
        assert all(tag != "course-question" for tag, _attrs in tags)
        items = [attrs for tag, attrs in tags if "data-question" in attrs]
        found.append([[item[key] for key in wanted] for item in items])
        assert len(items) > 40
        assert sum("data-reserved" in item for item in items) == 20
        # What is asked lies in the template, so that nobody sees it and nothing is fetched.
        text = pages[name]
        start, end = text.index("<template"), text.index("</template>")
        assert start < text.index("data-question") < text.rindex("data-question") < end
        assert len(gzip.compress((site / name).read_bytes())) < 90_000
    assert found[0] == found[1]


def test_questions_are_the_same_in_both_languages(pages: dict[str, str]) -> None:
    wanted = ("data-question", "data-kind", "data-revision", "data-keys")

    def questions(text: str) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        for tag, attrs in read_tags(text):
            if tag == "course-question":
                found.append(tuple(attrs[name] for name in wanted))
            elif "data-option" in attrs or tag == "option":
                found.append((attrs.get("data-option"), attrs.get("value")))
        return found

    lessons = [name for name in pages if name.startswith("lessons/")]
    assert len(lessons) >= 3
    for name in lessons:
        assert len(questions(pages[name])) > 20
        assert questions(pages[name]) == questions(pages[f"en/{name}"]), name


def test_search_index_is_one_for_each_language_without_answers(site: Path, course: Course) -> None:
    for locale in course.locales:
        folder = site if locale == course.source_locale else site / locale
        index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        text = "".join(e["title"] + e["text"] for e in index["docs"]).replace("\u200b", "")
        assert len(index["docs"]) > 20
        assert all((folder / e["location"].split("#")[0]).is_dir() for e in index["docs"])
        for page in course.lessons(locale):
            for question in page.questions:
                for option in question.options:
                    assert not option.feedback or option.feedback[:60] not in text, question.id
            for question in page.questions:
                # A stem alone may be a phrase of everyday, as in "What do you answer?".
                told = (question.context or question.stem)[:40]
                if question.final and len(told) > 12:
                    assert told not in text, question.id
        lessons = [e for e in index["docs"] if e["location"].startswith("lessons/")]
        text = "".join(e["title"] + e["text"] for e in lessons).replace("\u200b", "")
        assert len(lessons) > 80 and course.word(locale, "question.answer") not in text
    zh = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"location":"en/' not in zh


def test_the_search_knows_a_guide_by_title_and_lead_alone(site: Path, course: Course) -> None:
    for locale in course.locales:
        folder = site if locale == course.source_locale else site / locale
        index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        found = [doc for doc in index["docs"] if doc["location"].startswith("teach/guide-")]
        guides = [page for page in course.pages.values() if page.key.startswith("teach/guide-")]
        assert len(found) == sum(page.locale == locale for page in guides) > 10
        assert all("#" not in doc["location"] and len(doc["text"]) < 400 for doc in found)


def test_source_files_of_the_site_are_not_published(site: Path) -> None:
    names = {path.name for path in site.rglob("*") if path.is_file()}
    assert not names & {"facts.yml", "strings.yml", "store.js", "tokens.css", "01-words.zh.md"}
    assert not [name for name in names if name.endswith((".md", ".yml", ".py"))]


def test_paper_leaves_room_in_a_lesson_that_has_no_sheet_of_its_own(pages: dict[str, str]) -> None:
    lessons = [name for name in pages if "lessons/0" in name or "lessons/10" in name]
    forms = {name.split("/")[-2] for name in lessons if "todo--form" in pages[name]}
    assert len(lessons) == 20 and forms == {"02-why-now"}


def test_the_list_of_lessons_counts_as_their_numbers_do(pages: dict[str, str]) -> None:
    """The style sheet numbers the list where it stands beside a lesson."""
    for name in (n for n in pages if re.search(r"(^|/)lessons/\d", n)):
        nav = pages[name].split('data-md-level="1"', 1)[1]
        here = name.split("/")[-2]
        links = [
            here if x == "./" else x for x in re.findall(r'<a href="([^"#]*)" class="md-nav', nav)
        ]
        numbers = [int(m[1]) for link in links if (m := re.search(r"(\d+)-[^/]*/?$", link))]
        assert numbers[:10] == list(range(1, 11)), name
