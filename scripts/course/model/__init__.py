"""The course as data: frozen dataclasses, no reading, no writing, no HTML.

Every part that an author wrote carries `line`, counted from 1 in the file that the author
edits, front matter included. Text fields are Markdown unless they say otherwise.

These are the words that all other code speaks; it takes them from here.
"""

from course.model.course import Course
from course.model.file import DataFile, LooseFile, Problem
from course.model.locale import Locale, Localized
from course.model.page import Block, Heading, Page, Prose
from course.model.question import Option, Question, QuestionKind
from course.model.record import SHAKY, STATUSES, CheckStatus, Fact, Source, Term
from course.model.wording import fold, hash_wording

__all__ = [
    "SHAKY",
    "STATUSES",
    "Block",
    "CheckStatus",
    "Course",
    "DataFile",
    "Fact",
    "Heading",
    "Locale",
    "Localized",
    "LooseFile",
    "Option",
    "Page",
    "Problem",
    "Prose",
    "Question",
    "QuestionKind",
    "Source",
    "Term",
    "fold",
    "hash_wording",
]
