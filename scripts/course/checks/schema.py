"""Front matter and data files against the JSON Schemas in `course/schemas`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Record, Survey, suggest
from course.model import Page
from course.source.folder import is_words

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"

_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys",
    "null": "empty",
}


def check_schemas(survey: Survey) -> Iterator[Finding]:
    """Every page and every data file."""
    for leaf in survey.leaves:
        if not leaf.page.path.startswith("README"):
            yield from leaf.once(_page)
    for record in survey.records:
        if not any(problem.rule == "yaml" for problem in record.file.problems):
            yield from record.once(_data)


def schema_of(page: Page) -> str:
    """Name of the schema for a page's front matter."""
    if page.is_lesson:
        return "lesson"
    return "case" if page.path.startswith("cases/") else "page"


def _page(leaf: Leaf) -> Iterator[Finding]:
    page = leaf.page
    if not page.front:
        if not any(problem.rule == "front-matter" for problem in page.problems):
            yield make_finding(
                "front-matter",
                page.path,
                1,
                "the page has no front matter",
                'begin with "---", "title: …" and "---" on lines of their own',
            )
        return
    if any(p.rule == "front-matter" and "YAML" in p.message for p in page.problems):
        return
    for path, message, fix in _explain(schema_of(page), page.meta):
        line = _line({tuple(k.split(".")): n for k, n in page.meta_lines.items()}, path)
        yield make_finding("front-matter", page.path, line, message, fix)


def _data(record: Record) -> Iterator[Finding]:
    data = record.file
    name = Path(data.path).stem
    name = "strings" if is_words(name) else name
    if not (SCHEMAS / f"{name}.json").is_file():
        yield make_finding(
            "data-schema",
            data.path,
            1,
            "this file has no schema",
            f"describe its keys in scripts/course/schemas/{name}.json",
        )
        return
    for path, message, fix in _explain(name, data.value):
        yield make_finding("data-schema", data.path, _line(data.lines, path), message, fix)


def _line(lines: Mapping[tuple[Any, ...], int], path: tuple[str | int, ...]) -> int:
    """Line of a path, or of the nearest part above it that has one."""
    while path and path not in lines and tuple(map(str, path)) not in lines:
        path = path[:-1]
    return lines.get(path) or lines.get(tuple(map(str, path)), 1)


@cache
def _validator(name: str) -> Draft202012Validator:
    # Importing it takes longer than all other checks together: only when it is needed.
    from jsonschema import Draft202012Validator

    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(_inline(schema, schema.pop("$defs", {})))


def _inline(part: Any, definitions: Mapping[str, Any]) -> Any:
    """The schema with each reference replaced by what it names: twice as fast to apply."""
    if isinstance(part, dict):
        if "$ref" in part:
            return _inline(definitions[part["$ref"].removeprefix("#/$defs/")], definitions)
        return {key: _inline(value, definitions) for key, value in part.items()}
    return [_inline(item, definitions) for item in part] if isinstance(part, list) else part


def _explain(name: str, value: object) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Each violation as a path, a sentence and a remedy."""
    for error in _validator(name).iter_errors(value):
        yield from _sentences(error)


def _sentences(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    path = tuple(error.absolute_path)
    schema: Any = error.schema
    wanted: Any = error.validator_value
    what = _name(path)
    value: Any = error.instance
    if "propertyNames" in error.absolute_schema_path:
        message = f"the key '{value}'{_inside(path)} has the wrong form"
        yield ((*path, value), message, f"write {_description(error)}")
        return
    match error.validator:
        case "required":
            known = schema.get("properties", {})
            meant = {suggest(key, known) for key in _unknown(value, schema)}
            for key in wanted:
                if key not in value and key not in meant:
                    yield (path, f"the key '{key}' is missing{_inside(path)}", f"add '{key}: …'")
        case "additionalProperties":
            known = list(schema.get("properties", {}))
            for key in _unknown(value, schema):
                near = suggest(key, known)
                use = f"remove it; there are {', '.join(known)}" if known else "remove it"
                yield (
                    (*path, key),
                    f"there is no key '{key}'{_inside(path)}",
                    f"write '{near}:'" if near else use,
                )
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            yield (
                path,
                f"{what} is {_kind(value)}",
                f"write {' or '.join(_TYPES[name] for name in types)}",
            )
        case "enum":
            near = suggest(value, map(str, wanted)) if isinstance(value, str) else ""
            choices = ", ".join(map(str, wanted))
            yield (
                path,
                f"{what} is {_kind(value)}",
                f"write '{near}'" if near else f"choose from {choices}",
            )
        case "pattern" | "minLength" | "minItems" | "maxItems" | "minProperties" | "minimum":
            yield (path, f"{what} is {_kind(value)}", f"write {_description(error)}")
        case "uniqueItems":
            yield (path, f"{what} names something twice", "name each once")
        case _:
            yield (path, f"{what} is {_kind(value)}", f"write {_description(error)}")


def _unknown(value: Mapping[str, object], schema: Mapping[str, Any]) -> list[str]:
    patterns = [re.compile(p) for p in schema.get("patternProperties", {})]
    known = schema.get("properties", {})
    return [k for k in value if k not in known and not any(p.search(k) for p in patterns)]


def _name(path: tuple[str | int, ...]) -> str:
    """`(3, "claim", "zh")` → `'claim.zh'`: the line says which entry it is."""
    words = [str(part) for part in path if isinstance(part, str)]
    if path and isinstance(path[-1], int):
        return f"entry {path[-1] + 1}" + (f" of '{'.'.join(words)}'" if words else "")
    return f"'{'.'.join(words)}'" if words else "the whole"


def _inside(path: tuple[str | int, ...]) -> str:
    words = [str(part) for part in path if isinstance(part, str)]
    return f" in '{'.'.join(words)}'" if words else ""


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping of keys" if value else "an empty mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, str):
        return f'"{value[:40]}"' if value.strip() else "empty"
    return str(value)


def _description(error: ValidationError) -> str:
    """The sentence that the schema gives for this value."""
    schema: Any = error.schema
    return str(schema.get("description", f"what {error.validator} asks for"))
