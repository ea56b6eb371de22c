"""The theme's templates are listed without its hidden folders."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment, FileSystemLoader

from course.site.templates import list_visible


def test_hidden_folders_are_not_listed_and_still_read(tmp_path: Path) -> None:
    for name in ("a.html", "sub/b.css", ".icons/x.svg", "sub/.deep/y.svg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    env = Environment(loader=FileSystemLoader(tmp_path))
    assert len(env.list_templates()) == 4
    assert list_visible(env).list_templates() == ["a.html", "sub/b.css"]
    assert env.get_template(".icons/x.svg").render() == ".icons/x.svg"


def test_another_loader_stays_as_it_is() -> None:
    env = Environment(loader=DictLoader({".a": ""}))
    assert list_visible(env).list_templates() == [".a"]
