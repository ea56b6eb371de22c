"""40 ways to run a script: each is refused by the checks, and with the checks switched off the
policy of the real site runs none of them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from course.checks.suite import check_course
from course.commands.chrome import serve_folder
from course.html.extension import CourseExtension, make_markdown
from course.source.folder import read_course

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
LESSON = "lessons/01-shop.en.md"
RUN = "window.ran.push(N)"
"""What each vector would run; N is its number."""

HTML = (
    "<script>RUN</script>",
    "<SCRIPT SRC='data:text/javascript,RUN'></SCRIPT>",
    "<script type=module>RUN</script>",
    "<img src=x onerror=RUN>",
    "<img src=x oNeRrOr='RUN'>",
    "<svg onload=RUN></svg>",
    "<svg><script>RUN</script></svg>",
    "<svg><animate onbegin=RUN attributeName=x dur=1s></animate></svg>",
    "<body onload=RUN>",
    "<input autofocus onfocus=RUN>",
    "<details open ontoggle=RUN>x</details>",
    "<video><source onerror=RUN></video>",
    "<audio src=x onerror=RUN></audio>",
    "<iframe src='javascript:parent.RUN'></iframe>",
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<object data='data:text/html,<script>parent.RUN</script>'></object>",
    "<embed src='data:text/html,<script>parent.RUN</script>'>",
    "<form action='javascript:RUN'><button class=go>x</button></form>",
    "<button class=go form=none formaction='javascript:RUN'>x</button>",
    "<math><a class=go href='javascript:RUN'>x</a></math>",
    "<meta http-equiv=refresh content='0;url=javascript:RUN'>",
    "<base href='javascript:RUN//'>",
    "<link rel=stylesheet href='data:text/css,x' onload=RUN onerror=RUN>",
    "<style onload=RUN>p{}</style>",
    "<marquee onstart=RUN>x</marquee>",
    "<a class=go href='javascript:RUN'>x</a>",
    "<a class=go href='java&Tab;script:RUN'>x</a>",
    "<p class=go onclick=RUN>x</p>",
    "<div onpointerenter=RUN class=go onclick=RUN>x</div>",
    "<template><script>RUN</script></template><script>RUN</script>",
)
MARKDOWN = (
    "[x](javascript:RUN)",
    "[x](JaVaScRiPt:RUN)",
    "[x](java&#115;cript:RUN)",
    "[x](javascript&colon;RUN)",
    "[x](data:text/html,<script>opener.RUN</script>)",
    "[x](vbscript:RUN)",
    "[x][y]\n\n[y]: javascript:RUN",
    "<javascript:RUN>",
    "![x](javascript:RUN)",
    "word{: onclick=RUN }",
)
VECTORS = tuple(
    vector.replace("RUN", RUN.replace("N)", f"{number})"))
    for number, vector in enumerate((*HTML, *MARKDOWN))
)


def test_there_are_40() -> None:
    assert len(VECTORS) == len(set(VECTORS)) == 40


@pytest.mark.parametrize("vector", VECTORS)
def test_each_is_refused_with_file_and_line(tmp_path: Path, vector: str) -> None:
    docs = Path(shutil.copytree(CLEAN, tmp_path / "docs"))
    text = (docs / LESSON).read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index("In pairs.")) + 1
    (docs / LESSON).write_text(text.replace("In pairs.", vector, 1), encoding="utf-8")
    findings = [f for f in check_course(read_course(docs)) if f.severity == "error"]
    rules = {"raw-html", "script-link", "attribute-list"}
    last = line + vector.count("\n")
    found = [f for f in findings if f.path == LESSON and line <= f.line <= last]
    assert {f.rule for f in found} & rules
    assert all(f.fix for f in found)


def _page(site: Path) -> str:
    """A real page with its policy, and the vectors in it as nobody had checked them."""
    html = (site / "en" / "lessons" / "01-shared-words" / "index.html").read_text(encoding="utf-8")
    extension = CourseExtension()
    engine = make_markdown(extension, ["attr_list"], {})
    texts = [engine.reset().convert(vector) for vector in VECTORS[len(HTML) :]]
    texts = [text.replace("<a ", "<a class=go ") for text in texts]
    body = "\n".join((*VECTORS[: len(HTML)], *texts))
    head, _, tail = html.rpartition("</article>")
    return f"{head}{body}</article>{tail}"


def _count_runs(browser: Browser, url: str) -> set[int]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("window.ran = []")
    page.goto(url, wait_until="load")
    for element in page.locator("article .go").all():
        element.dispatch_event("click")
    page.wait_for_timeout(300)
    ran: list[int] = page.evaluate("window.ran")
    context.close()
    return set(ran)


def test_the_policy_runs_none_and_without_it_they_run(
    site: Path, tmp_path: Path, browser: Browser
) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    html = _page(site)
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    assert policy.search(html)
    for name, text in (("with", html), ("without", policy.sub("", html, count=1))):
        folder = tmp_path / "en" / "lessons" / name
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text, encoding="utf-8")
    with serve_folder(tmp_path) as url:
        assert _count_runs(browser, f"{url}en/lessons/with/") == set()
        # Else the vectors, not the policy, would be what fails.
        assert len(_count_runs(browser, f"{url}en/lessons/without/")) > 15
