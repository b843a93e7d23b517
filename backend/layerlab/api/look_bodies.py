"""What is asked about a network that has not run."""

from __future__ import annotations

import base64
from typing import Annotated, Any

from pydantic import BeforeValidator

from layerlab.api.bodies import Request
from layerlab.experiment.load import SentExperiment
from layerlab.protocol.queries import Query

_URL_SAFE = str.maketrans("-_", "+/")


def _with_bytes(query: Any) -> Any:
    """JSON has no bytes: pixels come in base64."""
    match query:
        case {"input": {"pixels": str(text)} as given}:
            pixels = base64.b64decode(text.translate(_URL_SAFE), validate=True)
            return {**query, "input": {**given, "pixels": pixels}}
    return query


class LookRequest(Request):
    """Show what this experiment's networks do before their first step. The query is one about a run, as JSON."""

    experiment: SentExperiment
    query: Annotated[Query, BeforeValidator(_with_bytes)]
