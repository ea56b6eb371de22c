"""YAML as plain values together with the line of every key and list item.

Less than YAML on purpose: a plain word is a text unless it is `true`, `false`, `null` or a
decimal number, so that `no`, `12:30` and `2013-12-07` stay what the author wrote; tags and
aliases are refused, so that no text can run code or grow without bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from course.model import Problem

try:
    from yaml import CSafeLoader as Base
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as Base  # type: ignore[assignment]

Path = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_DEPTH = 500
_QUOTE = (
    'put a text that contains ": ", "#" or quotes between double quotes, and indent with spaces'
)
# YAML counts these as line breaks, an author's editor does not.
_FALSE_BREAKS = str.maketrans("\r\x85\u2028\u2029", "    ")


class _Loader(Base):
    """Composes nodes only; values are made below."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own attribute


for _name, _pattern, _first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-0123456789"),
    ("null", "~|null|Null|NULL|", ("~", "n", "N", "")),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(f"(?:{_pattern})$"), list(_first))


@dataclass(frozen=True)
class Tree:
    """A YAML document.

    Attributes:
        value: plain Python values, keys as text; `None` for an empty or unreadable document.
        lines: path of keys and indexes to the line it starts on, from `first_line`.
        problems: at most one syntax error, and every repeated key, tag and alias.
    """

    value: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_tree(text: str, first_line: int = 1, rule: str = "yaml") -> Tree:
    """Read one YAML document; never raises for wrong input.

    Args:
        text: the document.
        first_line: line of the author's file on which `text` begins.
        rule: rule id for the problems found.
    """
    plain = _read_plain(text, first_line)
    if plain is not None:
        return plain
    if _is_deep(text):
        return Tree(problems=(Problem(first_line, rule, "the YAML is nested too deeply", _QUOTE),))
    loader = None
    try:
        loader = _Loader(text.translate(_FALSE_BREAKS))
        node = loader.get_single_node()
        if node is None:
            return Tree()
        walk = _Walk(first_line, rule)
        value = walk.read(node, ())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Tree(problems=(_problem(error, text, first_line, rule),))
    finally:
        if loader is not None:
            loader.dispose()
    # An empty document ends below its last line.
    last = first_line + text.count("\n")
    lines = {path: min(line, last) for path, line in walk.lines.items()}
    return Tree(value, lines, tuple(walk.problems))


_NAME = "[a-z0-9][a-z0-9-]*+(?<!-)"
_PLAIN = re.compile(rf"([a-z]+): (?:({_NAME})|\[({_NAME}(?:, {_NAME})*+)\])")
_WORDS = frozenset({"true", "false", "null"})
_DIGITS = 19
"""From so many on, reading a number may be refused, which is told below."""


def _read_plain(text: str, first_line: int) -> Tree | None:
    """Lines such as `minutes: 5`, `section: idea` and `facts: [this, that]`, or none at all.

    Most blocks have no others, and YAML takes ten times as long; a test holds both readings equal.
    `None` for everything else.
    """
    if not text:
        return Tree()
    value: dict[str, object] = {}
    lines: dict[Path, int] = {(): first_line}
    for number, line in enumerate(text.split("\n"), first_line):
        match = _PLAIN.fullmatch(line)
        if match is None or match[1] in value:
            return None
        key, word, items = match.groups()
        lines[key,] = number
        words = (word or items).split(", ")
        if not _WORDS.isdisjoint(words):
            return None
        if word and word.isdigit() and word[0] != "0" and len(word) < _DIGITS:
            value[key] = int(word)
        elif any(map(str.isdigit, words)):
            return None
        else:
            value[key] = word or words
        if items:
            lines |= {(key, n): number for n in range(len(words))}
    return Tree(value, lines)


def _is_deep(text: str) -> bool:
    """Whether reading it could exhaust the stack of libyaml, which ends the program."""
    if re.search(f"(?m)^[ \\t?-]{{{_DEPTH}}}", text):
        return True
    if text.count("[") + text.count("{") < _DEPTH:
        return False
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest >= _DEPTH


def _problem(error: Exception, text: str, first_line: int, rule: str) -> Problem:
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0] or "cannot be read"
    mark = getattr(error, "problem_mark", None)
    if "quoted" in (getattr(error, "context", None) or ""):
        # A quote that is never closed is found at the end of the text, but meant at its start.
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line if mark is not None else 0
    if mark is None and isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position)
    last = text.rstrip().count("\n")
    return Problem(first_line + min(line, last), rule, f"this is not valid YAML: {what}", _QUOTE)


class _Walk:
    """Makes plain values of nodes and notes where they stand."""

    def __init__(self, first_line: int, rule: str) -> None:
        self.first_line = first_line
        self.rule = rule
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> object:
        # The line of the key where there is one: an aliased node stands elsewhere.
        line = self.lines.setdefault(path, self.first_line + node.start_mark.line)
        if id(node) in self._seen:
            self._report(line, "an alias (*name) repeats another part", "write the value again")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and node.tag == f"{_TAG}map":
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == f"{_TAG}seq":
            return [self.read(item, (*path, n)) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        self._report(line, f"the tag {_short(node.tag)} cannot be used here", "remove the tag")
        return None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            line = self.first_line + key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                self._report(line, "a key is not a word", 'write "key: value"')
                continue
            name = key.value
            if name in found:
                self._report(line, f"the key '{name}' stands twice", "remove one of the two")
            self.lines[(*path, name)] = line
            found[name] = self.read(value, (*path, name))
        return found

    def _scalar(self, node: yaml.ScalarNode, line: int) -> object:
        text: str = node.value
        match node.tag.removeprefix(_TAG):
            case "str":
                return text
            case "bool" if text.lower() in ("true", "false"):
                return text.lower() == "true"
            case "int":
                return int(text)
            case "float":
                return float(text)
            case "null":
                return None
        self._report(line, f"the tag {_short(node.tag)} cannot be used here", "remove the tag")
        return None

    def _report(self, line: int, message: str, fix: str) -> None:
        self.problems.append(Problem(line, self.rule, message, fix))


def _short(tag: str) -> str:
    return tag.replace(_TAG, "!!")
