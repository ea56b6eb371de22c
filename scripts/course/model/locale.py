"""Languages, and texts that there are in several."""

from __future__ import annotations

from collections.abc import Mapping

Locale = str
"""A language of the site, as in file names: `zh`, `en`."""

Localized = Mapping[Locale, str]
"""A text by language."""
