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
  const found = [];
  for (const figure of document.querySelectorAll(".fig:has(svg.narrow)")) {
    const drawings = [...figure.querySelectorAll("svg.wide, svg.narrow")].filter(shown).length;
    if (shown(figure) && drawings !== 1) found.push(`shows ${drawings} drawings of one figure`);
  }
  for (const e of document.querySelectorAll("a, button, input, select, textarea, summary")) {
    const [left, right] = reach(e);
    if (right - left < 2 || (left > -1 && right < innerWidth + 1) || !shown(e)) continue;
    found.push(`has out of the window: ${e.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
"""Figures whose drawings do not give way to each other, and what nobody can reach by scrolling."""
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
