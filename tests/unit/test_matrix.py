"""The maturity matrix and the data behind it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from course.html.figures import FigureError
from course.html.matrix import build_matrix
from tests.unit.place_page import LOCALES, block_of, course, scene_of, words_of


def matrix(locale: str, option: str = "", data: dict[str, Any] | None = None) -> Element:
    scene = scene_of(locale, "matrix" + (f"\n    {option}" if option else ""), data=data)
    return build_matrix(block_of(scene), scene)


def maturity() -> Any:
    return course().data["maturity"].value


@pytest.mark.parametrize("locale", LOCALES)
def test_the_matrix_is_a_table_with_heads_on_both_sides(locale: str) -> None:
    figure = matrix(locale)
    heads = figure.findall("table/thead/tr/th")
    rows = figure.findall("table/tbody/tr")
    assert [th.get("scope") for th in heads] == ["col"] * 5
    assert len(rows) == len(maturity()["dimensions"]) == 10
    for row in rows:
        assert row[0].tag == "th" and row[0].get("scope") == "row"
        cells = row.findall("td")
        assert [cell.get("data-level", "")[0] for cell in cells] == ["1", "2", "3", "4"]
    assert words_of(figure.find("figcaption") or Element("p")).startswith(
        maturity()["caution"][locale]
    )
    assert figure.find("table/caption") is not None


def test_every_cell_shows_its_origin_and_leads_to_its_fact() -> None:
    cells = matrix("en").findall("table/tbody/tr/td")
    source = [cell for row in maturity()["dimensions"] for cell in row["cells"]]
    for shown, cell in zip(cells, source, strict=True):
        tag = shown.find("span/span[@class='tag']")
        link = shown.find("span/a")
        assert shown.get("data-origin") == cell["origin"]
        assert (tag is not None) == (cell["origin"] != "S")
        assert (shown.get("class") == "is-inferred") == (cell["origin"] == "I")
        assert link is not None and words_of(link).startswith("Basis, ")
        assert link.get("href") == f"../reference/ledger.md#{cell['fact']}"


def test_some_dimensions_alone_lead_to_all_of_them() -> None:
    figure = matrix("zh", "dimensions: [mechanism, drive]")
    rows = figure.findall("table/tbody/tr")
    assert [row.get("data-dimension") for row in rows] == ["mechanism", "drive"]
    assert "../maturity/matrix.md" in [a.get("href") for a in figure.iterfind("figcaption/a")]
    assert matrix("zh").find("figcaption/a") is None


def test_a_dimension_or_a_fact_that_does_not_exist_is_named() -> None:
    with pytest.raises(FigureError, match="'depth'"):
        matrix("zh", "dimensions: [depth]")
    data = maturity()
    row = data["dimensions"][0]
    broken = {**row, "cells": [{**cell, "fact": "no-fact"} for cell in row["cells"]]}
    with pytest.raises(FigureError, match="no-fact"):
        matrix("zh", data={"maturity": {**data, "dimensions": [broken]}})


def test_the_legend_names_only_the_tags_that_are_shown() -> None:
    every = words_of(matrix("en").find("p") or Element("p"))
    assert "inferred" in every and "restored" not in every
    scope = matrix("en", "dimensions: [scope]").find("p")
    assert scope is not None and scope.find("span/span[@class='tag']") is None


def test_the_maturity_data_hold_together() -> None:
    data, facts = maturity(), course().facts
    ids = [row["id"] for row in data["dimensions"]]
    assert len(set(ids)) == len(ids)
    for row in data["dimensions"]:
        assert len(row["cells"]) == len(data["levels"])
        for cell in row["cells"]:
            assert cell["origin"] in "SRI" and cell["zh"] and cell["en"]
            assert facts[cell["fact"]].publish
    test = data["self_assessment"]
    items = [item["n"] for item in test["items"]]
    assert items == list(range(1, 17))
    assert {item["dimension"] for item in test["items"]} == set(ids)
    assert test["max"] == len(items) * max(point["value"] for point in test["scale"])
    edges = [(cut["from"], cut["to"]) for cut in test["cutoffs"]]
    assert edges[0][0] == 0 and edges[-1][1] == test["max"]
    assert all(low[1] + 1 == high[0] for low, high in pairwise(edges))
    assert all(set(need["items"]) <= set(items) for gate in test["gates"] for need in gate["needs"])
