"""What all pages of a build are made from: the course, checked, and its scripts and styles."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from course.checks.finding import Finding
from course.model import Course, DataFile
from course.site.assets import Asset, AssetError, Bundling, digest_entries
from course.source.folder import FolderError, build_course, read_course
from course.trace import keep_equal

SETTINGS = "data/course.yml"

log = logging.getLogger("mkdocs.plugins.course")


class BasisError(Exception):
    """Nothing can be made; the message says why."""


class Basis:
    """The course and its bundles, from one build of a preview to the next.

    Attributes:
        findings: of the last build, always the same list.
        lenient: whether to go on with the last that could be used, as a preview does, and to
            tell what is wrong by a finding.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.lenient = False
        self._course: Course | None = None
        self._assets: dict[str, Asset] = {}
        self._sound: dict[str, DataFile] = {}
        self._bundled = ""

    @property
    def ready(self) -> bool:
        """Whether something has been loaded."""
        return self._course is not None

    @property
    def course(self) -> Course:
        """The course as it is shown."""
        if self._course is None:
            raise BasisError("the course was not read")
        return self._course

    @property
    def assets(self) -> dict[str, Asset]:
        """The bundles by the name of their entry."""
        return self._assets

    def load(self, docs: Path, root: Path, locales: tuple[str, ...], check: bool) -> None:
        """Read, bundle and check.

        Args:
            docs: the docs folder.
            root: the repository.
            locales: the languages of the site, for a preview of a course that names none.
            check: whether to check the content.

        Raises:
            BasisError: there is no course, a bundle cannot be made, or the content has errors;
                when lenient only where there is nothing to go on with.
        """
        self.findings.clear()
        old = self._course
        try:
            bundling = self._begin_bundling(docs, root)
            course = self._read(docs, locales)
            if bundling:
                self._bundle(bundling)
        except (FolderError, AssetError) as error:
            raise BasisError(str(error)) from error
        if check:
            course = self._check(course)
        self._course = keep_equal(course, old)

    def _read(self, docs: Path, locales: tuple[str, ...]) -> Course:
        try:
            return read_course(docs)
        except FolderError as error:
            if not self.lenient:
                raise
            self.findings.append(explain_failure(SETTINGS, str(error)))
            return read_course(docs, self._course.locales if self._course else locales)

    def _begin_bundling(self, docs: Path, root: Path) -> Bundling | None:
        """Start esbuild, unless a preview has the bundles of these very sources."""
        if not self.lenient:
            return Bundling(docs, root)
        digest = digest_entries(docs)
        if digest == self._bundled:
            return None
        self._bundled = digest
        return Bundling(docs, root)

    def _bundle(self, bundling: Bundling) -> None:
        try:
            self._assets = bundling.finish()
        except AssetError as error:
            self._bundled = ""
            if not (self.lenient and self._assets):
                raise
            self.findings.append(explain_failure("assets", str(error)))

    def _check(self, course: Course) -> Course:
        findings = _find(course)
        if self.lenient:
            course, findings = self._keep_sound(course, findings)
        if any(f.path == SETTINGS and f.severity == "error" for f in findings):
            # What is wrong with the file says more than that it names no language.
            self.findings[:] = [f for f in self.findings if f.path != SETTINGS]
        self.findings += findings
        for finding in findings:
            write = log.warning if finding.severity == "error" else log.info
            write(write_line(finding))
        errors = sum(finding.severity == "error" for finding in findings)
        if errors and not self.lenient:
            raise BasisError(f"the course has {errors} mistakes; nothing was built")
        return course

    def _keep_sound(
        self, course: Course, findings: Sequence[Finding]
    ) -> tuple[Course, tuple[Finding, ...]]:
        """Go on with the last sound state of each data file that has mistakes now.

        Returns:
            The course to show, and the mistakes of those files with what is wrong besides.
        """
        wrong = {f.path for f in findings if f.severity == "error"}
        broken = {n: f for n, f in course.data.items() if f.path in wrong}
        self._sound |= {n: f for n, f in course.data.items() if n not in broken}
        kept = {n: self._sound[n] for n in broken if n in self._sound}
        if not kept:
            return course, tuple(findings)
        course = build_course(course.locales, course.pages, {**course.data, **kept}, course.loose)
        paths = {file.path for file in kept.values()}
        return course, (*(f for f in findings if f.path in paths), *_find(course))


def _find(course: Course) -> tuple[Finding, ...]:
    # Here: loading the checks takes a tenth of a second, and a build runs them beside MkDocs.
    from course.checks.suite import check_course

    return check_course(course)


def explain_failure(path: str, message: str, line: int = 1) -> Finding:
    """A failure of a preview as a finding."""
    return Finding(path, line, "data-schema", message, "mend the file, or undo the last change")


def write_line(finding: Finding) -> str:
    """A finding as the terminal shows it."""
    return f"{finding.path}:{finding.line}: {finding.rule}: {finding.message}\n  fix: {finding.fix}"
