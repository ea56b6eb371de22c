"""Questions for paper: boxes to tick and lines to fill in, and the same with key and feedback.

Options, rows and choices carry letters and numbers in the order in which the site shows them, so
that a room can speak of "B", and every output means the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from course.html.nodes import label, node, verbatim
from course.html.question import build_pairs, match_choices, match_ids, shown_options
from course.html.scene import Nest, Scene
from course.model import Course, Localized, Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def give_letters(question: Question) -> Mapping[str, str]:
    """Option ids of a choice or an ordering to their letters, in the order shown."""
    return dict(zip(question.order, LETTERS, strict=False))


def write_key(question: Question) -> str:
    """What is right, as a line: `B`, `A C`, an order as `C A B`, a matching as `1A 2C`."""
    if question.kind == "matching":
        letters = dict(zip((i for _, i in match_choices(question)), LETTERS, strict=False))
        ids = match_ids(question)
        rows = enumerate(shown_options(question), 1)
        return " ".join(f"{n}{letters[ids[option.match]]}" for n, option in rows)
    named = give_letters(question)
    keys = question.keys
    if question.kind == "multiple":
        keys = tuple(name for name in question.order if name in keys)
    return " ".join(named[name] for name in keys)


def build_asked(question: Question, number: str, scene: Scene, nest: Nest) -> Element:
    """A question to answer with a pen.

    Args:
        question: what to ask.
        number: what stands before it, such as `3`.
        scene: the page that holds it.
        nest: renders Markdown into an element.
    """
    made = node("section", class_=f"pq pq--{question.kind}")
    made.append(_head(question, number, scene))
    made.extend(_stem(question, nest))
    if question.kind == "matching":
        made.extend(_match(question))
        return made
    rows = node("ul", class_="plain pq-rows")
    for option, letter in zip(shown_options(question), LETTERS, strict=False):
        box = node("span", class_="pq-box")
        rows.append(node("li", box, _letter(letter), node("span", option.text)))
    made.append(rows)
    return made


def build_answered(
    question: Question, number: str, scene: Scene, nest: Nest, stem: bool = True
) -> Element:
    """A question with its key, and with the feedback of every option.

    Args:
        question: what was asked.
        number: what stands before it.
        scene: the page that holds it.
        nest: renders Markdown into an element.
        stem: whether what is asked stands there too.
    """
    made = node("section", class_=f"pq pq--{question.kind} pq--answered")
    made.append(_head(question, number, scene, write_key(question)))
    if stem:
        made.extend(_stem(question, nest))
    if question.kind == "matching":
        made.append(build_pairs(question))
    elif question.kind == "ordering":
        rows = node("ol", class_="plain pq-rows")
        letters = give_letters(question)
        for option in question.options:
            rows.append(node("li", _letter(letters[option.id]), node("span", option.text)))
        made.append(rows)
    else:
        made.append(_judged(question, scene, nest))
    if question.feedback:
        feedback = node("div", class_="fb")
        nest(feedback, question.feedback)
        made.append(feedback)
    return made


def name_misconceptions(question: Question, course: Course) -> Mapping[str, Localized]:
    """What leads to each distractor, by option id: the names of `data/misconceptions.yml`."""
    data = course.data.get("misconceptions")
    rows = data.value if data and isinstance(data.value, list) else []
    names = {row["id"]: row["name"] for row in rows if isinstance(row, dict) and "name" in row}
    others = [option.id for option in question.options if not option.key]
    pairs = zip(others, question.misconceptions, strict=False)
    return {option: names[name] for option, name in pairs if name in names}


def _judged(question: Question, scene: Scene, nest: Nest) -> Element:
    rows = node("ul", class_="plain pq-rows")
    behind = name_misconceptions(question, scene.course)
    for option, letter in zip(shown_options(question), LETTERS, strict=False):
        word = scene.say("question.right" if option.key else "question.wrong")
        verdict = node("span", word, class_=f"st st--{'right' if option.key else 'wrong'}")
        head = node("p", node("span", option.text), verbatim(" "), verdict)
        text = node("div", head)
        feedback = node("div", class_="fb")
        nest(feedback, option.feedback)
        text.append(feedback)
        if option.id in behind:
            name = scene.pick(behind[option.id])
            text.append(node("p", scene.say("print.behind", name=name), class_="behind"))
        row = node("li", _letter(letter), text, class_="is-right" if option.key else None)
        rows.append(row)
    return rows


def _head(question: Question, number: str, scene: Scene, key: str = "") -> Element:
    head = label(number, scene.say(f"question.{question.kind}"))
    if key:
        answer = node("b", scene.say("print.key", right=key), class_="pq-key")
        head.insert(1, answer)
    return head


def _stem(question: Question, nest: Nest) -> list[Element]:
    made = []
    if question.context:
        context = node("div", class_="q-context")
        nest(context, question.context)
        made.append(context)
    made.append(node("p", question.stem, class_="stem"))
    return made


def _letter(letter: str) -> Element:
    return node("b", verbatim(letter), class_="pq-letter")


def _match(question: Question) -> list[Element]:
    rows = node("tbody")
    for number, option in enumerate(shown_options(question), 1):
        text = node("th", verbatim(f"{number} "), node("span", option.text), scope="row")
        rows.append(node("tr", text, node("td", class_="pq-blank")))
    head = node("thead", node("tr", *(node("th", h, scope="col") for h in question.heads)))
    choices = node("ul", class_="plain pq-choices")
    for (text_, _), letter in zip(match_choices(question), LETTERS, strict=False):
        choices.append(node("li", _letter(letter), node("span", text_)))
    return [node("table", head, rows, class_="pq-match"), choices]
