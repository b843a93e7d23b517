"""Every code that can be raised has a sentence in both languages, with the same places to fill."""

from __future__ import annotations

import ast
import re

import pytest

from layerlab.kit.constraints import NEEDS
from layerlab.kit.sentences import SENTENCES
from support import repository

RAISING = {"Fault", "Problem", "LayerlabError", "ShapeError", "Decline", "RunFailed"}
ENTRY = re.compile(r"^  (\w+):\s*(.*?),$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"\{+(\w+)(?:, number)?\}+")


def _literal(node: ast.expr | None) -> set[str]:
    """The string constants that an argument can be."""
    if isinstance(node, ast.IfExp):
        return _literal(node.body) | _literal(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def raised() -> dict[str, str]:
    """code -> a file that raises it."""
    found: dict[str, str] = {}
    for path in repository.sources(".py"):
        if not path.is_relative_to(repository.PACKAGE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISING:
                named = next((keyword.value for keyword in node.keywords if keyword.arg == "code"), None)
                for code in _literal(named or (node.args[0] if node.args else None)):
                    found[code] = repository.name(path)
    return found


def sentences(language: str) -> dict[str, str]:
    text = (repository.ROOT / "frontend/src/locales" / language / "errors.ts").read_text(encoding="utf-8")
    return dict(ENTRY.findall(text))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_can_be_raised_can_be_said(language: str) -> None:
    known = sentences(language)
    assert {code: place for code, place in raised().items() if code not in known} == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_fill_only_what_is_given(language: str) -> None:
    known = sentences(language)
    here = {code: set(PLACE.findall(text)) for code, text in SENTENCES.items() if code in known}
    there = {code: set(PLACE.findall(known[code])) for code in here}
    assert {code: there[code] for code in here if not there[code] <= here[code]} == {}


def test_the_command_line_has_words_for_documents() -> None:
    rooms = ("backend/layerlab/layers/", "backend/layerlab/network/", "backend/layerlab/experiment/")
    own = {code for code, place in raised().items() if place.startswith(rooms)}
    assert own - {"invalid_field"} <= set(SENTENCES)


def test_what_a_field_needs_is_said_in_the_browser_too() -> None:
    text = (repository.ROOT / "frontend/src/ui/fieldNeeds.ts").read_text(encoding="utf-8")
    said = dict(re.findall(r'^  (\w+): "(field_\w+)",$', text, re.MULTILINE))
    # Bytes come through the live socket, where a message that does not fit is refused as a whole.
    rare = {
        "bytes_type",
        "bytes_too_long",
        "bytes_too_short",
        "multiple_of",
        "string_too_short",
        "string_pattern_mismatch",
    }
    assert set(NEEDS) - set(said) == rare
    for language in ("en", "zh"):
        assert set(said.values()) <= set(sentences(language))
