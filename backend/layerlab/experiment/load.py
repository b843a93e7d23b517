"""Reading an experiment from text that a stranger may have written."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError

from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import faults
from layerlab.experiment.limits import MAX_DOCUMENT_BYTES
from layerlab.experiment.migrations import migrate, says_its_format
from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError


def read_experiment(text: bytes) -> Experiment:
    """Parse, migrate and validate. Raises LayerlabError with all problems of the form."""
    if len(text) > MAX_DOCUMENT_BYTES:
        raise LayerlabError("document_too_large", {"limit": MAX_DOCUMENT_BYTES // 10**6}, status=413)
    return as_experiment(strict_json.read(text))


def stored(text: str) -> Experiment:
    """A document that Layerlab itself wrote, now or in an earlier format: a saved experiment, or a run's snapshot.

    Whoever reads one reads it here. Raises LayerlabError for one of a newer Layerlab.
    """
    return as_experiment(json.loads(text))


def as_experiment(value: Any) -> Experiment:
    """An experiment from parsed JSON. Raises LayerlabError with all problems of the form."""
    if not isinstance(value, dict):
        raise LayerlabError("invalid_document")
    todays = migrate(value)
    try:
        return Experiment.model_validate(todays)
    except ValidationError as error:
        problems = faults(error, Experiment, todays)
        first = problems[0]
        raise LayerlabError(first.code, first.params, where=first.where, problems=problems) from None


def _todays(value: Any) -> Any:
    # What is no format at all is a fault of that field, like any other fault of any other field.
    return migrate(value) if isinstance(value, dict) and says_its_format(value) else value


SentExperiment = Annotated[Experiment, BeforeValidator(_todays)]
"""An experiment inside of something that is sent: a page that was loaded before an upgrade, or a user's own script,
writes an earlier format."""
