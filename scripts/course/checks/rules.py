"""The catalogue of rules: why each exists, and what an author does about it."""

from __future__ import annotations

from collections.abc import Mapping

from course.checks.finding import Finding, Rule, Severity

_ERRORS: tuple[tuple[str, str, str], ...] = (
    # Reading
    ("encoding", "Text in another encoding shows wrong characters.", "Save the file as UTF-8."),
    (
        "yaml",
        "A data file that cannot be read is missing from the whole course.",
        'Put texts with ": ", "#" or quotes between double quotes.',
    ),
    (
        "front-matter",
        "Titles, minutes and objectives are taken from the front matter.",
        "Use the keys of the schema, each once, with values of the right kind.",
    ),
    (
        "data-schema",
        "Pages and figures are made from the data files and rely on their keys.",
        "Use the keys of the schema in scripts/course/schemas.",
    ),
    (
        "file-name",
        "The file name is the address of the page and says its language.",
        "Name files in lowercase ASCII words with hyphens, as in 03-ladder.zh.md.",
    ),
    # Blocks
    (
        "block-fence",
        "A block that is not closed swallows what follows it.",
        'Open with "/// kind" and close with "///" at the start of a line.',
    ),
    ("unknown-block", "A block of an unknown kind is not shown.", "Use a kind of the grammar."),
    (
        "block-title",
        "The title is the block's name or id where it has one.",
        'Write it after a bar, as in "/// activity | Name", or leave it out.',
    ),
    (
        "block-option",
        "A mistyped option would be ignored in silence.",
        "Use the options of the block's kind, with values of the right kind.",
    ),
    (
        "block-body",
        "Slides, checklists and handouts are made from the body of a block.",
        "Write what the kind of block is for.",
    ),
    (
        "unknown-place",
        "Only what the course can draw can be placed.",
        'Use a name that exists, as in "/// place | figure: timeline".',
    ),
    (
        "unknown-entry",
        "A figure shows an entry of a data file, which must exist.",
        "Use an id of the data file.",
    ),
    # Headings
    (
        "heading-in-block",
        "A heading in a block would become a slide of its own.",
        "Move it out of the block, or write it in bold.",
    ),
    ("heading-style", "Other forms are easily made by accident.", 'Write "## text {#id}".'),
    (
        "heading-id",
        "Links and translations hold on to ids; those made from words change with them.",
        'Give each heading a unique id in kebab-case, as in "## 定义 {#definitions}".',
    ),
    (
        "heading-level",
        "Screen readers and decks use the levels as an outline.",
        "Go down one level at a time.",
    ),
    (
        "page-title",
        "Navigation and page must show one and the same title.",
        "Write one H1 that repeats the title of the front matter.",
    ),
    # Lessons
    (
        "lesson-section",
        "Readers find practice, checklist, doubts and quiz in the same place in each lesson.",
        "Keep the closing sections in order, each with its block.",
    ),
    (
        "key-points",
        "Key points are the slide of a section.",
        "End each section that teaches, the opening one too, with one key block.",
    ),
    (
        "section-notes",
        "A trainer needs minutes and a hint for each section.",
        "Give each section one notes block.",
    ),
    (
        "room-minutes",
        "The schedule of a course day is the sum of these minutes.",
        "Let the minutes of notes add up to the lesson's, and those of steps to the activity's.",
    ),
    (
        "sure-uncited",
        "What is shown as checked must be used in the lesson.",
        "Cite the fact in the text, or show another one.",
    ),
    # Learning paths
    (
        "path-lesson",
        "A step that leads nowhere leaves a gap in somebody's day.",
        "Name a lesson by the id of its front matter, and sections by theirs.",
    ),
    (
        "path-minutes",
        "People plan their day by these minutes.",
        "Let a step take at most what its lesson takes, or leave its minutes to the lesson.",
    ),
    (
        "path-break",
        "People who sit too long in a room stop listening.",
        "Put a break into the path.",
    ),
    # References
    (
        "unknown-fact",
        "A citation must lead to the evidence ledger.",
        "Cite an id of docs/data/facts.yml.",
    ),
    ("unpublished-fact", "Readers cannot look it up.", "Cite a published fact."),
    ("unknown-term", "A term must have a definition.", "Use an id of docs/data/glossary.yml."),
    ("unknown-source", "A claim must have a source.", "Use a key of docs/data/sources.yml."),
    (
        "unknown-objective",
        "Progress is counted by objective.",
        "Name an objective of the same file.",
    ),
    (
        "unknown-section",
        "A wrong answer leads back to the section that explains it.",
        "Name a heading id of the same file.",
    ),
    (
        "citation-place",
        "A mark that starts a line, or stands apart, hangs on nothing.",
        "Attach the citation to the word before it.",
    ),
    (
        "uncited-number",
        "A number without evidence is a rumour; only the situation of a question is invented.",
        "Cite the fact whose claim has it in the same paragraph, or leave the number out.",
    ),
    (
        "uncited-time",
        "A case without years is soon told as if it had some; the source alone orders it.",
        'Take the word of time from the claim, as in "when: {en: later}", or leave it out.',
    ),
    (
        "broken-link",
        "A reader would end on an error page.",
        'Link to a page without its language, as in "03-ladder.md#levels".',
    ),
    # Questions
    (
        "question-form",
        "Only a task list, a numbered list or a two-column table can be answered.",
        "Write the answer last, in one of the forms of the grammar.",
    ),
    ("question-stem", "A question has to ask something.", "End with the question, as a paragraph."),
    (
        "question-id",
        "Answers are stored under the id.",
        "Begin with the lesson's id, in kebab-case.",
    ),
    (
        "question-keys",
        "The reader must know how many options to choose.",
        "Mark one option, or several and say so in the stem.",
    ),
    (
        "question-options",
        "Too few can be guessed, too many are not read, and no two may be the same.",
        "Write 3 to 5 options, 3 to 7 rows of an ordering, 3 to 10 of a matching.",
    ),
    (
        "option-place",
        "Options are shuffled, so their places and letters mean nothing.",
        "Name what is meant by its words.",
    ),
    ("feedback-missing", "Wrong answers teach only when they are explained.", "Explain each."),
    ("feedback-short", "A verdict is no explanation.", "Say why."),
    ("feedback-same", "Each option stands for a mistake of its own.", "Answer that mistake."),
    (
        "objective-question",
        "An objective that nothing asks for is not checked; final items are not in the lesson.",
        "Write a question for each objective, and a section that answers it.",
    ),
    (
        "question-section",
        "Whoever answered wrongly is sent there to read on.",
        "Name a section that explains the answer, not the quiz or the takeaways.",
    ),
    (
        "shaky-key",
        "Nobody should learn a doubtful claim as the right answer.",
        "Rest the key on a fact that holds, or ask for the status itself.",
    ),
    (
        "restored-order",
        "The source text is damaged: the order is our reading of it.",
        "Ask for the order in this course's model.",
    ),
    # The final assessment
    (
        "blueprint-sum",
        "A form of the assessment has as many items as the page says.",
        "Make the numbers of blocks and objectives add up.",
    ),
    (
        "blueprint-bank",
        "The assessment is filled with questions that the lessons have.",
        "Ask for what is there, or write the questions first.",
    ),
    # Ids
    ("repeated-id", "Two things under one id cannot be told apart.", "Give one another id."),
    (
        "retired-id",
        "Old answers in learners' browsers belong to the old question.",
        "Choose an id that was never used.",
    ),
    (
        "shadow-id",
        "A browser lets scripts reach an element by its id, in place of what they mean.",
        "Choose a longer name, such as two words joined by a hyphen.",
    ),
    # Languages
    ("missing-page", "Both languages are the course.", "Write the page in the other language."),
    ("missing-text", "Both languages are the course.", "Write the text in the other language."),
    (
        "string-field",
        "A value that is not filled in is lost, or breaks the build.",
        "Use the same {names} in every language.",
    ),
    (
        "front-matter-parity",
        "Minutes and objectives do not depend on the language.",
        "Make both languages the same.",
    ),
    (
        "heading-parity",
        "The language switch stays on the section.",
        "Use the same headings with the same ids in the same order.",
    ),
    ("block-parity", "Both languages are one lesson.", "Use the same blocks and options."),
    (
        "question-parity",
        "An answer given in one language counts in the other.",
        "Use the same ids, options, keys and references in the same order.",
    ),
    ("activity-parity", "Both languages are one lesson.", "Use the same steps and minutes."),
    (
        "citation-parity",
        "A claim has the same evidence in every language.",
        "Cite the same facts in each section.",
    ),
    (
        "term-parity",
        "What has a definition at hand has it in every language.",
        "Link the same terms in each section.",
    ),
    # Typography
    (
        "straight-quote",
        "Straight marks are what a typewriter had.",
        "Write “ and ” for speech, and ’ for an apostrophe.",
    ),
    (
        "typography",
        "Chinese has marks of its own width, and a space between Han and Latin.",
        "Set it as the remedy shows.",
    ),
    (
        "title-gap",
        "A title breaks at each space; the browser sets the gap between Han and Latin.",
        "Write it without the space.",
    ),
    # Warnings
    (
        "unused-acceptance",
        "A reason without its warning hides the next one.",
        "Remove it from docs/data/accepted.yml.",
    ),
    (
        "placeholder",
        "What stands between these marks is meant for the author, not for the reader.",
        "Write the text in its place, or remove the line.",
    ),
    # Security
    ("raw-html", "Raw HTML is shown as text, and could carry scripts.", "Write Markdown."),
    (
        "unsafe-html",
        "Only elements, attributes and addresses that are known to be safe go into a page.",
        "Change the line that makes it.",
    ),
    (
        "script-link",
        "Such an address can run a script or carry a file.",
        "Link with http, https, mailto or term, or to a page of the course.",
    ),
    (
        "foreign-link",
        "Readers stay in the course; works stand in the bibliography.",
        "Cite a fact that rests on the source.",
    ),
    (
        "loose-file",
        "The site hands out every file of docs/, and one that is no page can run in its name.",
        "Keep pages as .md, data as .yml in docs/data, and pictures in docs/assets/images.",
    ),
    ("foreign-image", "The site calls no other host.", "Keep the file in docs/assets/images."),
    (
        "lesson-image",
        "A picture cannot be translated, checked or read aloud.",
        "Use a figure made from data.",
    ),
    (
        "attribute-list",
        "Attributes could carry scripts and styles.",
        "Remove it; headings alone take an id.",
    ),
    (
        "aligned-column",
        "Alignment becomes an inline style, which the security policy blocks.",
        "Write the line of dashes without colons.",
    ),
    (
        "odd-character",
        "A character that nobody sees can hide or break a text.",
        "Delete it and type the text anew.",
    ),
    (
        "line-limit",
        "Nobody reads a line without end or a list within ten others, and no page is made of it.",
        "Keep a line to 5,000 characters, and nest at most ten levels deep.",
    ),
    (
        "code-fence",
        "Code is not checked, so its limits must be plain.",
        "Open and close code blocks at the start of a line with the same marks.",
    ),
    (
        "code-span",
        "A lone backtick could hide what follows from the checks.",
        "Close code on the same line.",
    ),
)

_WARNINGS: tuple[tuple[str, str, str], ...] = (
    ("stem-length", "A long stem tests reading.", "Move the situation into a paragraph above."),
    (
        "negative-share",
        "Many negations make a test of attention.",
        "Ask for what is so in most of them.",
    ),
    (
        "situation-share",
        "What was learned is needed in situations.",
        "Let half of the choice questions begin with a situation.",
    ),
    ("yes-no-share", "A favourite verdict can be guessed.", "Let both verdicts be right as often."),
    (
        "misconception",
        "A distractor that nobody believes teaches nothing.",
        "Name the misconception that leads to each distractor.",
    ),
    ("negative-stem", "A negation is easily overlooked.", "Ask for what is so."),
    ("key-length", "A full key gives itself away.", "Make key and distractors as long."),
    ("longest-key", "Whoever picks the longest option would pass.", "Vary what is longest."),
    ("key-position", "A favourite place can be guessed.", "Spread the keys."),
    ("key-echo", "A word of the stem points to the key.", "Use it in a distractor too, or not."),
    ("absolute-distractor", "Absolute words mark the wrong options.", "Drop them."),
    (
        "objective-verb",
        "What cannot be observed cannot be asked.",
        "Begin with what the learner does.",
    ),
    (
        "section-length",
        "A short section explains nothing, a long one is not read on a phone.",
        "Write 150 to 400 English words, or 250 to 700 Chinese characters.",
    ),
    (
        "reading-level",
        "People read this between two tasks.",
        "Write shorter sentences and shorter words.",
    ),
    (
        "spelling",
        "One course has one spelling.",
        "Use the spelling of docs/data/spelling.yml.",
    ),
    (
        "term-variant",
        "Two words for one thing look like two things.",
        "Use the term of the glossary.",
    ),
    (
        "term-link",
        "A reader takes the words of the link for the name of the term.",
        "Write the name that the glossary gives it, or list a short form there.",
    ),
    (
        "fact-use",
        "The ledger says what the lessons rest on, and what is background.",
        "Cite or draw the fact in a lesson or its case, or mark it as background.",
    ),
    # Languages
    (
        "outdated-section",
        "Readers of a translation should learn what the source says today.",
        "See what changed with scripts/translations, mend the text, then accept the section.",
    ),
    # What scripts/check --fix mends
    (
        "trailing-space",
        "Nobody sees it, and two of them break the line.",
        "Delete it; scripts/check --fix does.",
    ),
    (
        "key-order",
        "Front matter in one order is easy to compare.",
        "Use the order of the schema; scripts/check --fix does.",
    ),
)

RULES: Mapping[str, Rule] = {
    **{name: Rule(name, "error", reason, remedy) for name, reason, remedy in _ERRORS},
    **{name: Rule(name, "warning", reason, remedy) for name, reason, remedy in _WARNINGS},
}
"""Every rule by its id."""


def make_finding(
    rule: str, path: str, line: int, message: str, fix: str, severity: Severity | None = None
) -> Finding:
    """A finding with the severity of its rule, unless another one is given.

    Raises:
        KeyError: there is no such rule.
    """
    return Finding(path, line, rule, message, fix, severity or RULES[rule].severity)
