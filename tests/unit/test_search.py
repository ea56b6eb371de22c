"""What the search's indexer is given to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from course.site.search import cut_excluded, drop_marks

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
