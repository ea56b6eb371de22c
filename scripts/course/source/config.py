"""What the outputs need of mkdocs.yml: the Markdown extensions, the address of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

ALWAYS = ("toc", "tables", "fenced_code")
"""MkDocs adds these where they are not named."""


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does, and its other tags as empty values."""


_Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


def read_settings(config: Path) -> dict[str, Any]:
    """All of it as plain values.

    Args:
        config: the file mkdocs.yml.
    """
    value: dict[str, Any] = yaml.load(config.read_text(encoding="utf-8"), Loader=_Loader)
    return value


def read_extensions(config: Path) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, Any]]]:
    """The names of the Markdown extensions, each once, and the options of those that have some.

    Args:
        config: the file mkdocs.yml.
    """
    names: list[str] = list(ALWAYS)
    options: dict[str, Mapping[str, Any]] = {}
    for entry in read_settings(config).get("markdown_extensions", []):
        pairs = entry.items() if isinstance(entry, dict) else [(entry, None)]
        for name, given in pairs:
            names.append(str(name))
            if given:
                options[str(name)] = given
    return tuple(dict.fromkeys(names)), options


def read_site_url(config: Path) -> str:
    """Address of the site, empty where nobody has named it.

    Args:
        config: the file mkdocs.yml.
    """
    return str(read_settings(config).get("site_url") or "")
