"""The command line: reads arguments, prints, exits. Every decision is elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from course.commands.test import test

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 mistakes found, 2 it could not run."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["test"] and given[1:] not in (["-h"], ["--help"]):
            # argparse would take pytest's options for its own.
            return test(ROOT, given[1:])
        options = _parser().parse_args(given)
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("course", description="Build, check and test the course.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="show the site here and reload on a change")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (8000)")
    serve.set_defaults(run=_serve)
    build = commands.add_parser("build", help="make the site")
    build.add_argument("--out", type=Path, default=ROOT / "site", help="folder to write (site)")
    build.add_argument(
        "--all", action="store_true", help="handbooks and slides to download, too (a minute)"
    )
    build.add_argument(
        "--strict",
        action="store_true",
        help="exit 1 when a download cannot be made here",
    )
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="check the content without building")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files")
    check.add_argument("--format", choices=("text", "github", "json"), default="text")
    check.add_argument("--fix", action="store_true", help="mend what is mechanical first")
    check.set_defaults(run=_check)
    rules = commands.add_parser("rules", help="list the rules, or explain one")
    rules.add_argument("id", nargs="?", metavar="RULE")
    rules.set_defaults(run=_rules)
    follow = commands.add_parser("translations", help="show which translations are out of date")
    follow.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only these files")
    follow.add_argument("--accept", action="store_true", help="record them as translated")
    follow.add_argument("--section", action="append", default=[], help="record this one only")
    follow.set_defaults(run=_translations)
    sums = commands.add_parser("summary", help="sum up what a change does, for its reviewer")
    sums.add_argument("--base", default="main", help="the commit to compare with (main)")
    sums.add_argument("--site", type=Path, help="the built site, for the sizes")
    sums.set_defaults(run=_summary)
    _add_new(commands.add_parser("new", help="begin a lesson, question, term, fact or checklist"))
    tests = commands.add_parser("test", help="run every test, or pytest with these arguments")
    tests.add_argument("rest", nargs="*", metavar="pytest arguments")
    bench = commands.add_parser("bench", help="measure the build and the weight of pages")
    bench.add_argument("--json", type=Path, help="also write the figures to this file")
    bench.set_defaults(run=_bench)
    shots = commands.add_parser("screenshots", help="photograph the site")
    shots.add_argument("--out", type=Path, default=ROOT / ".cache" / "screenshots")
    shots.set_defaults(run=_screenshots)
    return parser


def _add_new(parser: argparse.ArgumentParser) -> None:
    """What `course new` takes; whatever is left out is asked for."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", dest="kind")
    for kind, what in (
        ("lesson", "words of its address, such as listening-first"),
        ("question", "its id, such as l01-who-is-right"),
        ("term", "its id, such as front-line"),
        ("fact", "its id, such as wait-times-2024"),
        ("checklist", "its letter in the lesson, such as k"),
    ):
        begin = kinds.add_parser(kind, help=f"begin a {kind} in both languages")
        if kind == "question":
            begin.add_argument("lesson", nargs="?", help="id of the lesson, such as l01")
        begin.add_argument("name", nargs="?", help=what)
        if kind in ("lesson", "term", "checklist"):
            begin.add_argument("--zh", help="title or name in Chinese")
            begin.add_argument("--en", help="title or name in English")
        if kind in ("term", "fact"):
            begin.add_argument("--source", help="key of docs/data/sources.yml")
        if kind == "fact":
            begin.add_argument(
                "--sort", default="argument", help="its kind, such as case (argument)"
            )
        if kind == "question":
            begin.add_argument("--objective", help="what it asks for, by its id in the lesson")
            begin.add_argument("--section", help="id of the section that answers it")
            begin.add_argument(
                "--form", choices=("single", "multiple", "ordering", "matching"), default="single"
            )
    parser.set_defaults(run=_new)


def _summary(options: argparse.Namespace) -> int:
    from course.commands.summary import summary

    return summary(DOCS, options.base, options.site)


def _new(options: argparse.Namespace) -> int:
    from course.commands.new import new

    return new(DOCS, options)


def _serve(options: argparse.Namespace) -> int:
    from course.commands.serve import serve

    return serve(ROOT, options.port)


def _build(options: argparse.Namespace) -> int:
    from course.commands.build import build

    return build(ROOT, options.out.resolve(), options.all, options.strict)


def _check(options: argparse.Namespace) -> int:
    from course.commands.check import check

    return check(DOCS, options.paths, options.format, options.fix)


def _rules(options: argparse.Namespace) -> int:
    from course.commands.check import rules

    return rules(options.id)


def _translations(options: argparse.Namespace) -> int:
    from course.commands.translations import translations

    return translations(DOCS, options.paths, options.accept, options.section)


def _bench(options: argparse.Namespace) -> int:
    from course.commands.bench import bench

    return bench(ROOT, options.json)


def _screenshots(options: argparse.Namespace) -> int:
    from course.commands.screenshots import take_screenshots

    return take_screenshots(ROOT, options.out.resolve())
