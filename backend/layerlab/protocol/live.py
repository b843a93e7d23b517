"""The messages of the live socket (`/api/live`), MessagePack maps discriminated by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import Document, PlainText
from layerlab.protocol.commands import Command
from layerlab.protocol.events import Event, PauseReason
from layerlab.protocol.metrics import Metric
from layerlab.protocol.queries import NEWEST, Query, Shown

RunId = Annotated[str, Field(pattern=r"^[a-z0-9]{1,40}$")]
MessageId = Annotated[int, Field(ge=0, le=2**31)]


class Watch(Document):
    """Send me this run's events after position (term, seq), then the live tail. (0, 0) is the beginning."""

    type: Literal["watch"] = "watch"
    run: RunId
    share: PlainText = Field("", max_length=64)
    """The viewing secret of a shared link; empty for one's own run."""
    term: int = Field(0, ge=0, le=10**9)
    seq: int = Field(0, ge=0, le=10**12)


class Unwatch(Document):
    """Send no more of this run."""

    type: Literal["unwatch"] = "unwatch"
    run: RunId


class FollowRuns(Document):
    """Send me the list of an experiment's runs, now and whenever it changes. One list at a time: the newest wish."""

    type: Literal["follow_runs"] = "follow_runs"
    experiment: PlainText = Field("", max_length=40)
    """One's own experiment; empty where a link is named."""
    share: PlainText = Field("", max_length=64)
    """The viewing secret of a shared link."""


class UnfollowRuns(Document):
    """Send no more lists."""

    type: Literal["unfollow_runs"] = "unfollow_runs"


class Order(Document):
    """Carry out a command; answered by Accepted or Refused with the same `id`."""

    type: Literal["order"] = "order"
    id: MessageId
    run: RunId
    command: Command


class Ask(Document):
    """Answer a query about a watched run; answered by Answered or Refused with the same `id`."""

    type: Literal["ask"] = "ask"
    id: MessageId
    run: RunId
    query: Query
    step: int = Field(NEWEST, ge=NEWEST, le=10**9)
    """The step that is asked about; the nearest weights that are kept answer, and say theirs. -1 is now."""


class Logged(Document):
    """One event of the log at its position."""

    type: Literal["logged"] = "logged"
    run: RunId
    term: int
    seq: int
    at: float = 0.0
    """When the worker reported it: seconds since the epoch. Told live alone: the log keeps steps, not times."""
    event: Event


class CaughtUp(Document):
    """The history is sent; what follows is live. `state` is the run's state now."""

    type: Literal["caught_up"] = "caught_up"
    run: RunId
    state: str


class StateChanged(Document):
    """The run's row changed: queued (place in the queue), running, paused, finished, stopped, failed."""

    type: Literal["state_changed"] = "state_changed"
    run: RunId
    state: str
    place: int = 0
    """Place in the queue, from 1; 0 when not queued."""
    reason: PauseReason = ""
    """Told here where the log itself can't be written."""


class ViewersChanged(Document):
    """How many watch this run now."""

    type: Literal["viewers_changed"] = "viewers_changed"
    run: RunId
    viewers: int


class ListedRun(Document):
    """A run as a list of runs shows it."""

    id: str
    number: int
    state: str
    step: int
    metrics: dict[str, float]
    headline: Metric
    """The one of them that stands for the run."""
    variant: str = ""
    """The name of the variant that it runs; empty where the experiment has none."""


class RunsListed(Document):
    """The runs of an experiment as they are now, newest first."""

    type: Literal["runs_listed"] = "runs_listed"
    of: str
    """What was asked for: the experiment, or the link's secret."""
    runs: tuple[ListedRun, ...]


class ListEnded(Document):
    """There is no such list, or no longer: the experiment was deleted, or the link switched off."""

    type: Literal["list_ended"] = "list_ended"
    of: str
    code: str


class Accepted(Document):
    """The order was taken."""

    type: Literal["accepted"] = "accepted"
    id: MessageId


class Answered(Document):
    """The answer to a query."""

    type: Literal["answered"] = "answered"
    id: MessageId
    answer: Shown


class Refused(Document):
    """The message was refused; `error` is an error body (code, params, where). `id` is -1 for Watch."""

    type: Literal["refused"] = "refused"
    id: int
    run: str = ""
    code: str
    params: dict[str, str | int | float | bool] = {}


ToServer = Annotated[Watch | Unwatch | FollowRuns | UnfollowRuns | Order | Ask, Field(discriminator="type")]
ToBrowser = Annotated[
    Logged
    | CaughtUp
    | StateChanged
    | ViewersChanged
    | RunsListed
    | ListEnded
    | Accepted
    | Answered
    | Refused,
    Field(discriminator="type"),
]
