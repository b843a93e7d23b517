"""Every member of every union has its name and its text in both languages."""

from __future__ import annotations

import re

import pytest

from layerlab.api.catalogue import FAMILIES, catalogue
from layerlab.kit.members import members
from support.locales import names_in

CATALOGUE = catalogue()
ENTRIES = [(family, kind) for family, union in FAMILIES.items() for kind in members(union)]
NAMES = {
    "layers": ("layers", "kinds"),
    "optimizers": ("setup", "optimizers"),
    "schedules": ("setup", "schedules"),
    "datasets": ("editor", "datasets"),
    "probes": ("setup", "recording", "probes"),
}
"""Where a family's short names are. Algorithms have none so far: with one there is nothing to choose."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("family", NAMES)
def test_short_names_are_those_of_the_union(family: str, language: str) -> None:
    file, *path = NAMES[family]
    assert set(names_in(f"{language}/{file}", *path)) == set(members(FAMILIES[family]))


@pytest.mark.parametrize(("family", "kind"), ENTRIES)
def test_the_text_is_there_in_english_and_in_chinese(family: str, kind: str) -> None:
    entry = CATALOGUE[family][kind]
    assert re.match(r"[A-Z0-9].*[.)]$", entry["doc"]), "one plain sentence"
    layers = family == "layers"
    chinese = names_in(f"zh/layerTexts/{entry['family']}") if layers else names_in(f"zh/setupTexts/{family}")
    assert CHINESE.search(chinese[kind])
    assert set(re.findall(r"\bdoc: ", chinese[kind])) == {"doc: "}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_set_up_has_a_label(language: str) -> None:
    """Fields of the algorithm that have a section of their own are called by it."""
    labels = set(names_in(f"{language}/setup", "fields"))
    for family in ("optimizers", "schedules", "datasets", "algorithms", "probes"):
        for entry in CATALOGUE[family].values():
            named = {field["name"] for field in entry["fields"] if field["type"] not in {"union", "enum"}}
            assert named - {"keep_best"} <= labels, entry["kind"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_set_up_offers_words_to_choose_from(language: str) -> None:
    offered = {
        (field["name"], option)
        for family in ("optimizers", "schedules", "datasets", "losses")
        for entry in CATALOGUE[family].values()
        for field in entry["fields"]
        for option in field["options"] or ()
    }
    assert ("scaling", "range") in offered
    for field, option in offered:
        assert option in names_in(f"{language}/setup", "options", field), field


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_layer_offers_to_choose_has_words(language: str) -> None:
    offered = {
        (kind, field["name"], option)
        for kind, entry in CATALOGUE["layers"].items()
        for field in entry["fields"]
        for option in field["options"] or ()
    }
    assert ("gelu", "approximate", "tanh") in offered
    for kind, field, option in offered:
        usual = names_in(f"{language}/layerFields", "usualOptions")
        own = () if field in usual else ("options", kind)
        assert option in names_in(f"{language}/layerFields", *(own or ("usualOptions",)), field), (
            kind,
            field,
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fields_of_layers_have_a_label(language: str) -> None:
    """Its own, or the one that all fields of its name bear; none for what is not there."""
    usual, labels = (names_in(f"{language}/layerFields", block) for block in ("usual", "fields"))
    told = {kind: {field["name"] for field in entry["fields"]} for kind, entry in CATALOGUE["layers"].items()}
    for kind, fields in told.items():
        own = set(names_in(f"{language}/layerFields", "fields", kind)) if kind in labels else set()
        assert own <= fields <= own | set(usual), kind
    assert set(usual) <= set().union(*told.values())
    assert set(labels) <= set(told)
