"""axe over a page as it stands, at every width and in both schemes, without loading it again.

A state takes longer to reach than to check, so each is reached once and looked at from all
sides. The markup is the same in both schemes and at all widths: the whole standard is run on
the narrowest and the widest page in the light scheme, elsewhere the rules on colour and size.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = ["color-contrast", "link-in-text-block", "target-size"]
"""Rules whose outcome depends on the scheme or the width."""
WIDTHS = (320, 390, 1440)
ENDS = (320, 1440)
"""For states of one page, of which a width between tells next to nothing new."""
HEIGHT = 800
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OUT_OF_PLACE = """() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const reach = (e) => {
    let { left, right } = e.getBoundingClientRect();
    for (let over = e.parentElement; over; over = over.parentElement) {
      const flow = getComputedStyle(over).overflowX;
      const edge = over.getBoundingClientRect();
      if (flow === "auto" || flow === "scroll") return [0, 0];
      if (flow === "visible") continue;
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
    }
    return [left, right];
  };
  const place = (e) => getComputedStyle(e).position;
  const floats = (e) => e && (["fixed", "sticky"].includes(place(e)) || floats(e.parentElement));
  const UNREAD = "script, style, svg, select, .vh, .md-header, .md-search";
  const found = [];
  for (const figure of document.querySelectorAll(".fig:has(svg.narrow)")) {
    const drawings = [...figure.querySelectorAll("svg.wide, svg.narrow")].filter(shown);
    // A wide one may be in bands.
    const kinds = new Set(drawings.map((e) => e.classList[0])).size;
    if (shown(figure) && kinds !== 1) found.push(`shows ${kinds} drawings of one figure`);
  }
  for (const e of document.querySelectorAll("a, button, input, select, textarea, summary")) {
    const [left, right] = reach(e);
    if (right - left < 2 || (left > -1 && right < innerWidth + 1) || !shown(e)) continue;
    found.push(`has out of the window: ${e.outerHTML.slice(0, 160)}`);
  }
  for (const e of document.querySelectorAll("main a[href], footer a[href]")) {
    const alone = e.parentElement.textContent.trim() === e.textContent.trim();
    const { height } = e.getClientRects()[0] ?? { height: 0 };
    if (alone && height > 3 && height < 23.5 && shown(e))
      found.push(`has ${height.toFixed(1)} px for a finger: ${e.outerHTML.slice(0, 160)}`);
  }
  for (const e of document.querySelectorAll("button, .btn"))
    if (shown(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 2)
      found.push(`cuts the words of: ${e.outerHTML.slice(0, 160)}`);
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = texts.nextNode()); ) {
    const e = node.parentElement;
    if (!node.data.trim() || !shown(e) || e.closest(UNREAD)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((r) => r.width > 3 && r.height > 3);
    if (!rects.length || floats(e)) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < 11.9) found.push(`has ${size.toFixed(1)} px: ${e.outerHTML.slice(0, 160)}`);
    const words = node.data.trim().split(/\\s+/);
    if (words.length > 3 && rects.length === words.length && rects.every((r) => r.width < 7 * size))
      found.push(`has a word to a line: ${e.outerHTML.slice(0, 160)}`);
    for (const r of rects) lines.push([e, r]);
  }
  for (const e of document.querySelectorAll("textarea"))
    if (shown(e) && !floats(e)) lines.push([e, e.getBoundingClientRect()]);
  lines.sort(([, a], [, b]) => a.top - b.top);
  lines.forEach(([e, a], n) => {
    for (let m = n + 1; m < lines.length && lines[m][1].top < a.bottom - 3; m += 1) {
      const [other, b] = lines[m];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - b.top;
      if (e !== other && across > 3 && down > 0.45 * Math.min(a.height, b.height))
        found.push(`has “${other.textContent.slice(0, 40)}” on: ${e.outerHTML.slice(0, 160)}`);
    }
  });
  return [...new Set(found)];
}"""
"""What no rule of axe says: figures whose drawings do not give way to each other, what nobody can
reach by scrolling, links that stand alone and are lower than 24 px (which axe forgives where there
is room around them), words that are cut, tiny, one to a line, or on other words."""
NAMES = {"light": "default", "dark": "slate"}
"""What Material calls the schemes."""


def axe_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Violations of WCAG 2.2 A and AA: rule, first place, number of places.

    Args:
        rules: ids of axe's rules; all of the standard when none are given.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})"
        for v in result["violations"]
    ]


def look_around(
    page: Page, state: str, widths: tuple[int, ...] = WIDTHS, rules: bool = True
) -> list[str]:
    """What is wrong with the page as it stands: axe, scrolling sideways, what is out of place.

    Args:
        state: what a finding calls it.
        widths: of the window, in CSS pixels; the first is set again at the end.
        rules: whether axe is run. The markup is the same in both languages, so a walk in the
            second one need only see whether its words fit.

    Returns:
        The findings, each with the state, the width and the scheme.
    """
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # Where a resize happens to leave the page, the header may lie on half a control.
        page.evaluate("scrollTo(0, 0)")
        for scheme in SCHEMES if rules else ():
            set_scheme(page, scheme)
            where = f"{state} at {width} px, {scheme}"
            whole = scheme == "light" and width in (widths[0], widths[-1])
            wanted = None if whole else LOOKS
            found += [f"{where}: {violation}" for violation in axe_violations(page, wanted)]
        excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess > 0:
            found.append(f"{state} at {width} px scrolls sideways by {excess} px")
        found += [f"{state} at {width} px {fault}" for fault in page.evaluate(OUT_OF_PLACE)]
    if rules:
        set_scheme(page, "light")
    page.set_viewport_size({"width": widths[0], "height": HEIGHT})
    return found


def set_scheme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Show the page in that scheme, and wait until it is."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # The page's policy allows no evaluated string, which waiting for a function would be.
    if page.evaluate("document.body.dataset.mdColorScheme !== undefined"):
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", NAMES[scheme])
