"""What is asked about a network that has not run."""

from __future__ import annotations

import base64
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from layerlab.api.bodies import Request
from layerlab.experiment.load import SentExperiment
from layerlab.kit.document import RoleName
from layerlab.protocol.queries import Query, ShowDrawing, ShowGradients, ShowKernels, ShowSample

MAX_DRAWING_CHARACTERS = 4 * 512 * 512

Index = Annotated[int, Field(ge=0, le=10**9)]


def _base64(text: str) -> str:
    base64.b64decode(text, validate=True)
    return text


class LookRequest(Request):
    """Show what this experiment's network does before its first step. `show` says which of the other fields count.

    `sample`: of the test set. `drawing`: the pixels of a ShowDrawing, in base 64. `channel`: the first input channel of
    the kernels.
    """

    experiment: SentExperiment
    role: RoleName = "classifier"
    show: Literal["sample", "drawing", "gradients", "kernels"] = "sample"
    sample: Index = 0
    drawing: Annotated[str, Field(max_length=MAX_DRAWING_CHARACTERS), AfterValidator(_base64)] = ""
    channel: Index = 0

    def query(self) -> Query:
        """The same as a question about a run."""
        match self.show:
            case "sample":
                return ShowSample(role=self.role, sample=self.sample)
            case "drawing":
                return ShowDrawing(role=self.role, pixels=base64.b64decode(self.drawing))
            case "gradients":
                return ShowGradients(role=self.role, sample=self.sample)
            case "kernels":
                return ShowKernels(role=self.role, channel=self.channel)
