"""What is left out of a finished page."""

from __future__ import annotations

import pytest

from course.site.markup import trim_markup


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<ul>\n    <li>\n      a b\n\n    </li>\n  </ul>\n", "<ul>\n<li>\na b\n</li>\n</ul>\n"),
        ("<b>a</b> <i>b</i>\n  c\n  d", "<b>a</b> <i>b</i>\nc\n  d"),
        ('<p title="a\n  b">x</p>', '<p title="a\n  b">x</p>'),
        ("<pre>\n  <b>a</b>\n  b\n</pre>\n\n<p>", "<pre>\n  <b>a</b>\n  b\n</pre>\n<p>"),
        ("<textarea>\n  a\n</textarea>", "<textarea>\n  a\n</textarea>"),
        ("<script>\n  `<a>\n  `\n</script>", "<script>\n  `<a>\n  `\n</script>"),
    ],
)
def test_white_space_goes_where_it_does_not_show(html: str, left: str) -> None:
    assert trim_markup(html) == left
    assert trim_markup(left) == left


def test_leftovers_of_the_theme_go() -> None:
    sheet = '<link rel="stylesheet" href="../assets/stylesheets/{}.1a2b3c4d.min.css">'
    html = f'{sheet.format("main")}\n{sheet.format("palette")}\n<input tabindex="">'
    assert trim_markup(html) == f"{sheet.format('main')}\n<input>"
