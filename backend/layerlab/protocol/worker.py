"""The messages between a run's supervisor and its worker process, discriminated by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.protocol.commands import Command
from layerlab.protocol.events import Event
from layerlab.protocol.queries import NEWEST, Query, Shown


class Instruct(Document):
    """Carry out a command at the next step."""

    type: Literal["instruct"] = "instruct"
    command: Command


class Question(Document):
    """Answer a query between two steps."""

    type: Literal["question"] = "question"
    id: int
    query: Query
    step: int = NEWEST
    """What an inspector is asked about: the checkpoint nearest to this step answers."""
    experiment: str = ""
    """What a looker is asked about: a document as JSON, whose weights are the first ones."""


class Acknowledge(Document):
    """The last HyperparameterChanged is durable: it may be used."""

    type: Literal["acknowledge"] = "acknowledge"


class Drain(Document):
    """The server is going down: write a checkpoint and exit; the run goes on later."""

    type: Literal["drain"] = "drain"


class Hold(Document):
    """What the run reports can't be written down: pause, and say that the disk is full."""

    type: Literal["hold"] = "hold"


class Report(Document):
    """An event, in order. The supervisor gives it its position."""

    type: Literal["report"] = "report"
    event: Event
    at: float = 0.0
    """When it was reported: seconds since the epoch by the worker's clock; 0 where that is not known."""


class Reply(Document):
    """The answer to a question."""

    type: Literal["reply"] = "reply"
    id: int
    answer: Shown


class Decline(Document):
    """A question that can't be answered, and why."""

    type: Literal["decline"] = "decline"
    id: int
    code: str
    params: dict[str, str | int | float | bool] = {}


ToWorker = Annotated[Instruct | Question | Acknowledge | Drain | Hold, Field(discriminator="type")]
FromWorker = Annotated[Report | Reply | Decline, Field(discriminator="type")]
