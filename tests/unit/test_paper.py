"""Questions on paper: a letter means the same option wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from course.html.downloads import Built, build_downloads, list_expected, write_size
from course.html.engine import Engine, EngineError
from course.html.paper import build_answered, build_asked, name_misconceptions, write_key
from course.html.scene import Scene
from course.html.targets import find_target, relative_to, site_path
from course.model import Option, Question
from course.source.config import read_extensions
from tests.unit.place_page import LOCALES, ROOT, course, scene_of, words_of

NAMES, OPTIONS = read_extensions(ROOT / "mkdocs.yml")


def nest(parent: Element, text: str) -> None:
    parent.text = text


def questions() -> list[tuple[Question, Scene]]:
    return [
        (question, Scene(course(), page, locale))
        for locale in LOCALES
        for page in course().lessons(locale)
        for question in page.questions
    ]


def test_the_key_names_the_right_options_of_every_question() -> None:
    kinds = set()
    for question, scene in questions():
        kinds.add(question.kind)
        asked = build_asked(question, "1", scene, nest)
        letters = {b.text: "" for b in asked.iter("b") if b.get("class") == "pq-letter"}
        for row in asked.iter("li"):
            words = [words_of(span) for span in row.iter("span") if span.text]
            letters[row.find("b[@class='pq-letter']").text] = words[-1]  # type: ignore[union-attr]
        key = write_key(question).split()
        if question.kind == "matching":
            rows = [words_of(row[0]) for row in asked.iter("tr")][1:]
            right = {option.text: option.match for option in question.options}
            told = {rows[int(k[:-1]) - 1].split(" ", 1)[1]: letters[k[-1]] for k in key}
            assert told == right, question.id
        elif question.kind == "ordering":
            assert [letters[k] for k in key] == [o.text for o in question.options], question.id
            assert key != sorted(key)
        else:
            assert {letters[k] for k in key} == {o.text for o in question.options if o.key}
            assert key == sorted(key)
    assert kinds == {"single", "multiple", "ordering", "matching"}


def test_the_key_names_the_mistake_behind_each_wrong_option() -> None:
    for question, scene in questions():
        names = name_misconceptions(question, scene.course)
        told = [words_of(p) for p in build_answered(question, "1", scene, nest).iter("p")]
        for option in question.options:
            name = names[option.id][scene.locale] if option.id in names else ""
            assert bool(name) is (question.kind in ("single", "multiple") and not option.key)
            assert not name or any(line.endswith(name) for line in told), question.id


def test_the_same_letters_stand_on_the_key() -> None:
    for question, scene in questions():
        if question.kind in ("single", "multiple"):
            asked = build_asked(question, "1", scene, nest)
            answered = build_answered(question, "1", scene, nest)
            assert list(_rows(asked)) == list(_rows(answered)), question.id


def _rows(made: Element) -> list[tuple[str, str]]:
    found = []
    for row in made.iter("li"):
        letter = row.find("b")
        text = next(s for s in row.iter("span") if s.get("class") is None)
        assert letter is not None
        found.append((words_of(letter), words_of(text)))
    return found


def test_both_languages_have_the_same_key() -> None:
    keys = [
        {q.id: write_key(q) for page in course().lessons(locale) for q in page.questions}
        for locale in LOCALES
    ]
    assert keys[0] == keys[1] and len(keys[0]) > 90


def test_another_right_option_is_another_key() -> None:
    options = (Option("o1", "x", 1, True), Option("o2", "y", 2, False))
    question = Question("q", "single", "", "?", options, "", (), "a", "s", (), "", False, 1)
    other = replace(question, options=tuple(replace(o, key=not o.key) for o in options))
    assert {write_key(question), write_key(other)} == {"A", "B"}


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("../reference/ledger.md#x", ("reference/ledger", "x")),
        ("02-b.md", ("lessons/02-b", "")),
        ("#here", ("lessons/01-a", "here")),
        ("https://example.org/a.md", None),
        ("../assets/x.svg", None),
    ],
)
def test_targets_of_links(href: str, found: tuple[str, str] | None) -> None:
    assert find_target(href, "lessons/01-a.zh.md") == found


def test_addresses_on_the_site() -> None:
    assert site_path("index", "zh", "zh") == "" and site_path("index", "en", "zh") == "en/"
    assert site_path("paths/index", "en", "zh") == "en/paths/"
    assert relative_to("lessons/01-a/", "teach/print/x.html") == "../../lessons/01-a/"
    assert relative_to("", "teach/print/x.html") == "../../"
    assert (
        relative_to("downloads/a.pdf", "en/teach/downloads/index.html")
        == "../../../downloads/a.pdf"
    )


def test_a_block_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(EngineError, match=r"lessons/99-test.en.md:3: .*no worksheet 'gone'"):
        Engine(NAMES, OPTIONS).render_page(scene_of("en", "worksheet: gone"))


def test_downloads_say_what_is_there_and_what_is_not() -> None:
    scene = scene_of("en", "downloads")
    files = {"handbook-en.pdf": Built(1_234_567, "ab" * 32), "offline.zip": Built(999, "cd" * 32)}
    engine = Engine(NAMES, OPTIONS)
    made = engine.render(scene, lambda _nest: [build_downloads(files, scene)])
    rows = {row.get("data-file", ""): words_of(row) for row in made.iter("tr")}
    assert "1.2 MB" in rows["handbook-en.pdf"] and "ab" * 32 in rows["handbook-en.pdf"]
    assert "not built" in rows["handbook-zh.pdf"] and "1 kB" in rows["offline.zip"]
    assert len(rows) == len(list_expected(course())) + 2
    links = [link.get("href") for link in made.iter("a")]
    assert links == [
        f"../../../downloads/{n}" for n in ("handbook-en.pdf", "offline.zip", "SHA256SUMS")
    ]
    assert "scripts/build --all" in words_of(made)
    everything = {row.name: Built(1, "0") for row in list_expected(course())}
    assert "scripts/build" not in words_of(build_downloads(everything, scene))
    assert write_size(999_400, scene) == "999 kB"
