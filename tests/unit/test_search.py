"""What the search's indexer is given to read, and what the index carries."""

from __future__ import annotations

import json
import re

import jieba
from hypothesis import given
from hypothesis import strategies as st

from course.model import DataFile
from course.site.search import (
    CLOSING,
    OPENING,
    cut_excluded,
    cut_words,
    drop_marks,
    load_words,
    part_words,
    split_index,
)
from course.site.synonyms import build_synonyms, read_ignored
from course.source.config import read_settings
from course.source.folder import build_course
from tests.conftest import ROOT

MARK = ' data-search-exclude="true"'


def test_marked_elements_are_left_out_whole() -> None:
    html = (
        f'<h2 id="a">A</h2><div class="x"{MARK}><div>in</div><div>in</div></div><p>out</p>'
        f"<div>out<span{MARK}>in</span>out</div><divide>out</divide>"
    )
    assert cut_excluded(html) == (
        '<h2 id="a">A</h2><p>out</p><div>outout</div><divide>out</divide>'
    )


def test_an_element_that_is_empty_or_not_closed() -> None:
    assert cut_excluded(f"a<br{MARK} />b") == f"a<br{MARK} />b"
    assert cut_excluded(f"a<div{MARK}><div/>in</div>b<p{MARK}>in") == "ab"


def test_words_of_two_cells_are_two_words() -> None:
    html = '<tr><th>Claim</th><td><span class="st">wrong</span><p>No.</p></td><td>in<br />two</td>'
    words = part_words(html)
    assert "Claim</th> <td>" in words and "in<br /> two</td> " in words
    assert part_words("<li><span>5.1</span><span>Sort</span></li>").count("> <") == 1
    assert part_words("<b>Name</b><small>Who?</small>").startswith("<b>Name</b> <small>")
    # What belongs together stays together.
    for whole in ("<b>a</b>b", "<span>一</span><span>；</span>", "<span>a</span>b", "<a>a</a>."):
        assert part_words(whole) == whole


def test_a_marked_heading_takes_its_section_along() -> None:
    html = f"<p>1</p><h2{MARK}>a</h2><p>2</p><h3>b</h3><p>3</p><h2>c</h2><p>4</p>"
    assert cut_excluded(html) == "<p>1</p><h2>c</h2><p>4</p>"
    assert cut_excluded(f"<p>1</p><h3{MARK}>a</h3><p>2</p><h3{MARK}>b</h3>3") == "<p>1</p>"
    assert cut_excluded(f"<h3{MARK}>a</h3>2<hr><h4>b</h4>3<h2>c</h2>4") == "<h2>c</h2>4"


TREES = st.recursive(
    st.sampled_from(["in", "a b", ""]),
    lambda children: st.builds(
        lambda tag, kids: f"<{tag}>{''.join(kids)}</{tag}>",
        st.sampled_from(["div", "p", "svg"]),
        st.lists(children, max_size=3),
    ),
    max_leaves=20,
)


@given(TREES, st.sampled_from(["div", "p", "svg"]))
def test_whatever_stands_in_a_marked_element(inner: str, tag: str) -> None:
    assert cut_excluded(f"<p>1</p><{tag}{MARK}>{inner}</{tag}><p>2</p>") == "<p>1</p><p>2</p>"


def test_marks_do_not_reach_the_browser() -> None:
    assert drop_marks(f'<div class="x"{MARK}>a</div>') == '<div class="x">a</div>'


COURSE = build_course(
    ("zh", "en", "fr"),
    {},
    {
        "glossary": DataFile(
            "data/glossary.yml",
            [{"id": "cx", "zh": "客户体验", "en": "customer experience (CX)"}],
            {},
        ),
        "search": DataFile(
            "data/search.yml",
            {
                "same": [{"to": {"zh": "客户", "en": "customer"}, "from": ["顾客", "Client"]}],
                "ignore": {"en": ["the", "a"]},
            },
            {},
        ),
    },
)


def test_what_readers_type_in_any_language_leads_to_what_the_pages_say() -> None:
    assert build_synonyms(COURSE, "zh") == {
        "client": "客户",
        "customer": "客户",
        "customer experience": "客户体验",
        "cx": "客户体验",
        "顾客": "客户",
    }
    assert build_synonyms(COURSE, "en") == {
        "client": "customer",
        "cx": "customer experience",
        "客户": "customer",
        "客户体验": "customer experience",
        "顾客": "customer",
    }
    assert build_synonyms(COURSE, "fr") == {}
    assert read_ignored(COURSE, "en") == ["a", "the"] and read_ignored(COURSE, "fr") == []


def test_each_index_carries_what_is_typed_and_no_more() -> None:
    docs = [{"location": where, "title": "T", "text": "x"} for where in ("", "a/#b", "en/a/")]
    index = json.dumps({"config": {"separator": " "}, "docs": docs})
    made = {locale: json.loads(text) for locale, text in split_index(index, COURSE).items()}
    assert [entry["location"] for entry in made["zh"]["docs"]] == ["", "a/#b"]
    assert [entry["location"] for entry in made["en"]["docs"]] == ["a/"]
    assert made["en"]["config"]["same"] == build_synonyms(COURSE, "en")
    assert made["en"]["docs"][0] == {"location": "a/", "title": "T", "text": "x"}


def test_chinese_is_cut_into_words_and_the_course_s_terms_stay_whole() -> None:
    cut = load_words(COURSE)
    assert (
        cut_words("客户体验 is CX，很重要。", cut) == "客户体验\u200b is CX，\u200b很\u200b重要。"
    )
    assert cut_words("他说“客户至上”，对。", cut) == "他\u200b说\u200b“客户\u200b至上”，\u200b对。"
    separator = read_settings(ROOT / "mkdocs.yml")["plugins"][1]["search"]["separator"]
    for sign in CLOSING | OPENING:
        assert re.fullmatch(separator, sign), f"the search does not part words at {sign}"
    assert cut_words("no Chinese", cut) == "no Chinese"
    assert list(jieba.Tokenizer().cut("客户体验")) == ["客户", "体验"], (
        "jieba itself knows the term"
    )
