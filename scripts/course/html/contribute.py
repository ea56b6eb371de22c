"""What the pages for contributors show from data: the rules, and how far translations are."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.checks.rules import Rule, read_rules
from course.html.nodes import node, verbatim
from course.html.scene import Scene
from course.model import Locale
from course.translation import TOP, follow, record_of


def build_rules(scene: Scene) -> Element:
    """Every rule with its reason, remedy and example; its id is the anchor of a finding."""
    rules = read_rules()
    made = node("div", node("p", scene.say("rules.count", n=len(rules))), class_="rules")
    made.extend(_rule(rule, scene) for rule in rules.values())
    return made


def _rule(rule: Rule, scene: Scene) -> Element:
    locale = scene.locale
    head = node(
        "h3",
        node("code", verbatim(rule.id)),
        node("span", verbatim(" ")),
        node("small", scene.say(f"rules.{rule.severity}"), class_=f"rule-{rule.severity}"),
        id=rule.id,
    )
    texts = node(
        "p",
        node("span", verbatim(rule.reason(locale))),
        node("span", verbatim("" if locale == "zh" else " ")),
        node("span", verbatim(rule.remedy(locale))),
    )
    example = node("div", class_="rule-example", lang="en")
    for name, lines in (("bad", rule.bad), ("good", rule.good)):
        example.append(
            node(
                "figure",
                node("figcaption", scene.say(f"rules.{name}"), lang=locale),
                node("pre", node("code", verbatim(lines))),
                class_=f"rule-{name}",
            )
        )
    return node("section", head, texts, example)


def build_translations(scene: Scene) -> Element:
    """A table of all pages: how far each further language follows the source."""
    course = scene.course
    further = course.locales[1:]
    keys = sorted({p.key for p in course.pages.values() if p.locale == course.source_locale})
    names = [course.word(locale, "language.name") for locale in further]
    head = [scene.say("translation.page"), *map(verbatim, names)]
    body = node("tbody")
    done = 0
    for key in keys:
        source = course.page(key, course.source_locale)
        shown = course.page(key, scene.locale) or source
        cells = [_state(key, locale, scene) for locale in further]
        done += all(cell.get("data-state") == "current" for cell in cells)
        link = node("a", verbatim(shown.title if shown else key), href=scene.link(key))
        body.append(node("tr", node("th", link, scope="row"), *cells))
    titles = node("tr", *(node("th", text, scope="col") for text in head))
    return node(
        "div",
        node("p", scene.say("translation.sum", done=done, all=len(keys))),
        node("table", node("thead", titles), body, class_="tbl stack"),
        class_="translations",
    )


def _state(key: str, locale: Locale, scene: Scene) -> Element:
    """The cell of a page in a language."""
    page = scene.course.page(key, locale)
    label = scene.course.word(locale, "language.name")
    if page is None:
        return node("td", scene.say("translation.missing"), data_state="none", data_label=label)
    sections = follow(scene.course, page)
    late = [s for s in sections if s.state != "current"]
    if not record_of(page):
        return node("td", scene.say("translation.unknown"), data_state="late", data_label=label)
    if not late:
        return node("td", scene.say("translation.current"), data_state="current", data_label=label)
    cell = node("td", data_state="late", data_label=label)
    cell.append(node("span", scene.say("translation.behind", n=len(late))))
    rows = node("ul", class_="plain")
    for section in late:
        title = section.title or scene.say("translation.top")
        anchor = "" if section.id == TOP else section.id
        rows.append(node("li", node("a", verbatim(title), href=scene.link(key, anchor))))
    cell.append(rows)
    return cell
