"""What making a page reads of the course: a page need not be made again while that is the same.

A list of what each page depends on, kept by hand, would be wrong one day. So a page is made from
a course that notes what is asked of it: each fact, term, source, string and data file, and of
each page the very attribute, so that a page that shows the titles of all lessons is not made again
for a word in one of them. Source: "verifying traces" in Mokhov, Mitchell and Peyton Jones, Build
Systems à la Carte (2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from course.model import Course, Page

T = TypeVar("T")

_ABSENT = object()
Read = tuple[object, ...]
"""Part of the course, key in it, and for a page attribute and arguments: as far as they go."""
_Reads = dict[Read, object]


class Trace:
    """What was read of a course. Watch a course of its own for each thing that is made."""

    def __init__(self) -> None:
        self.reads: _Reads = {}
        self.rest: dict[str, object] = {}

    def watch(self, course: Course) -> Course:
        """The same course; what is read of it is noted."""
        watched: dict[str, Any] = {}
        for name, value in _parts(course):
            if isinstance(value, Mapping):
                watched[name] = _WatchedPart(name, value, self.reads)
            else:
                self.rest[name] = value
        return replace(course, **watched)


class _WatchedPart(Mapping[Any, Any]):
    """A part of a course, e.g. its pages."""

    def __init__(self, name: str, part: Mapping[Any, Any], reads: _Reads) -> None:
        self._name = name
        self._part = part
        self._reads = reads
        self._pages: dict[Any, _WatchedPage] = {}

    def __getitem__(self, key: Any) -> Any:
        if key in self._pages:
            return self._pages[key]
        read = (self._name, key)
        value = self._part.get(key, _ABSENT)
        if isinstance(value, Page):
            self._reads[read] = Page
            return self._pages.setdefault(key, _WatchedPage(value, read, self._reads))
        self._reads[read] = value
        if value is _ABSENT:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[Any]:
        self._reads[self._name,] = tuple(self._part)
        return iter(self._part)

    def __len__(self) -> int:
        iter(self)
        return len(self._part)


class _WatchedPage:
    """Stands for a page; its methods' arguments are hashable."""

    def __init__(self, page: Page, at: Read, reads: _Reads) -> None:
        self._page = page
        self._at = at
        self._reads = reads

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return Page

    def __getattr__(self, name: str) -> Any:
        if not callable(value := getattr(self._page, name)):
            self._reads[*self._at, name] = value
            return value

        def call(*arguments: object) -> Any:
            read = (*self._at, name, arguments)
            made = self._reads[read] = _call(self._page, name, arguments)
            return iter(made) if isinstance(made, _Items) else made

        return call


class _Items(tuple[Any, ...]):
    """What an iterator gave."""


def _call(page: Page, name: str, arguments: tuple[object, ...]) -> object:
    made = getattr(page, name)(*arguments)
    return _Items(made) if isinstance(made, Iterator) else made


class Comparison:
    """Tells which traces hold for a course; what many pages have read is compared once.

    Args:
        course: as it is now, see `keep_equal`.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self._known: dict[Read, tuple[object, bool]] = {}

    def holds(self, trace: Trace) -> bool:
        """Whether all that was read would be read of this course, too."""
        return all(
            getattr(self.course, name) == value for name, value in trace.rest.items()
        ) and all(self._is_same(read, was) for read, was in trace.reads.items())

    def _is_same(self, read: Read, was: object) -> bool:
        known = self._known.get(read)
        if known is None or known[0] is not was:
            known = self._known[read] = (was, _same(was, self._read(read)))
        return known[1]

    def _read(self, read: Read) -> object:
        """What would be read now."""
        part: Mapping[object, Any] = getattr(self.course, str(read[0]))
        if len(read) == 1:
            return tuple(part)
        value = part.get(read[1], _ABSENT)
        if not isinstance(value, Page):
            return value
        match read[2:]:
            case (str(name), tuple(arguments)):
                return _call(value, name, arguments)
            case (str(name),):
                return getattr(value, name)
            case _:
                return Page


def _same(one: object, other: object) -> bool:
    # 1 equals True, but is not written like it.
    return one is other or (one == other and repr(one) == repr(other))


def keep_equal(course: Course, old: Course | None) -> Course:
    """The course with the old one's object wherever the two say the same.

    Pages and data files whose text is the same are the same already: `course.source.folder`
    keeps them. All else is made from the data files.
    """
    if old is None:
        return course
    if course.locales == old.locales and _has_same(course.data, old.data):
        return replace(old, pages=course.pages)
    kept: dict[str, Any] = {}
    for name, value in _parts(course):
        if isinstance(value, Mapping):
            was = getattr(old, name)
            kept[name] = {k: was[k] if _same(v, was.get(k)) else v for k, v in value.items()}
    return replace(course, **kept)


def _has_same(new: Mapping[str, object], old: Mapping[str, object]) -> bool:
    return new.keys() == old.keys() and all(new[name] is old[name] for name in new)


def _parts(course: Course) -> Iterator[tuple[str, object]]:
    return ((field.name, getattr(course, field.name)) for field in fields(course))


@dataclass(frozen=True)
class _Entry(Generic[T]):
    given: object
    trace: Trace
    made: T


class Memory(Generic[T]):
    """The last that was made of each page, and what it was made from."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry[T]] = {}

    def recall(self, name: str, given: object, comparison: Comparison) -> T | None:
        """What was made under that name, `None` where it would be another now.

        Args:
            name: of the page.
            given: whatever it is made from besides the course.
            comparison: with the course as it is now.
        """
        entry = self._entries.get(name)
        if entry is None or entry.given != given or not comparison.holds(entry.trace):
            return None
        return entry.made

    def keep(self, name: str, given: object, trace: Trace, made: T) -> None:
        """Remember it in the place of what was made under that name before."""
        self._entries[name] = _Entry(given, trace, made)
