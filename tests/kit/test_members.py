"""The base of all documents."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from layerlab.kit.document import Document, PlainText
from layerlab.kit.errors import LayerlabError, Problem, Where
from layerlab.kit.members import members
from layerlab.kit.sentences import SENTENCES, line, sentence


class A(Document):
    kind: Literal["a"] = "a"
    text: PlainText = ""
    size: float = 0.0


class B(Document):
    kind: Literal["b"] = "b"


def test_members_of_a_union_and_of_a_single_class() -> None:
    assert members(Annotated[A | B, Field(discriminator="kind")]) == {"a": A, "b": B}
    assert members(Annotated[A, Field()]) == {"a": A}
    assert members(A | B) == {"a": A, "b": B}


@pytest.mark.parametrize(
    "fields",
    [{"size": float("nan")}, {"size": float("inf")}, {"text": "\x00"}, {"text": "\ud800"}, {"more": 1}],
)
def test_documents_are_closed_and_finite(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        A.model_validate(fields)


def test_an_error_is_what_the_browser_renders() -> None:
    problem = Problem("itself", {"node": "add_1"}, Where("classifier", "add_1"))
    error = LayerlabError("itself", {"node": "add_1"}, where=problem.where, problems=(problem,))
    where = {"role": "classifier", "node": "add_1", "field": ""}
    assert error.as_json() == {
        "code": "itself",
        "params": {"node": "add_1"},
        "where": where,
        "problems": [{"code": "itself", "params": {"node": "add_1"}, "where": where}],
    }
    assert line(error) == "classifier add_1: add_1 can't feed itself."


def test_sentences_of_codes_without_words_still_say_something() -> None:
    assert sentence("tape_full", {}) == "Tape full."
    assert sentence("run_gone", {"step": 1_000}) == "Run gone (step 1,000)."
    assert sentence("invalid_field", {"constraint": "extra_forbidden"}) == "is not known."
    assert sentence("invalid_field", {"constraint": "x"}) == "has a value that can't be used there."


def test_sentences_are_sentences() -> None:
    for code, text in SENTENCES.items():
        assert text.endswith((".", "{message}")), code
        assert "!" not in text, code
