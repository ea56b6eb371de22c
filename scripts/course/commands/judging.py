"""How long a learner waits for the verdict on an answer, on a processor four times as slow."""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import Browser

SLOWER = 4
LESSON = "lessons/03-ladder/"
"""A lesson that has all four forms of question."""

_MEASURE = """async () => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const rows = []
  for (const item of document.querySelectorAll('course-question')) {
    for (const input of item.querySelectorAll('input')) if (!input.checked) input.click()
    for (const select of item.querySelectorAll('select')) {
      select.selectedIndex = select.options.length - 1
      select.dispatchEvent(new Event('change', { bubbles: true }))
    }
    await painted()
    const start = performance.now()
    item.querySelector('button[type=submit]').click()
    if (!['right', 'wrong'].includes(item.dataset.state)) throw Error(item.dataset.question)
    const judged = performance.now()
    await painted()
    rows.push({ kind: item.dataset.kind, judged: judged - start, seen: performance.now() - start })
  }
  return rows
}"""


def measure_judging(browser: Browser, url: str) -> list[dict[str, object]]:
    """Milliseconds from the press of the button, by form of question.

    Args:
        url: address of the built site, with a slash at its end.

    Returns:
        For each form the median until the verdict stands in the page, and until it is painted.
    """
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.goto(url + LESSON)
    page.locator("course-question button[type=submit]").first.wait_for()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    rows: list[dict[str, Any]] = page.evaluate(_MEASURE)
    context.close()
    kinds = sorted({row["kind"] for row in rows})
    return [
        {
            "form": kind,
            "judged ms": round(median(r["judged"] for r in rows if r["kind"] == kind), 1),
            "painted ms": round(median(r["seen"] for r in rows if r["kind"] == kind), 1),
        }
        for kind in kinds
    ]
