"""Reading the probes: at their cadence, and within a share of the training time."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from layerlab.experiment.document import Experiment
from layerlab.experiment.inputs import roles_fitting
from layerlab.experiment.offers import probes_of, roles_read
from layerlab.probes import AnyProbe
from layerlab.probes.memory import ProbeMemory
from layerlab.probes.readers import READERS
from layerlab.protocol.events import FrameRecorded
from layerlab.protocol.inputs import AnyInput
from layerlab.training.contract import Evaluation
from layerlab.training.places import learning_rate_of
from layerlab.worker.channel import Channel
from layerlab.worker.device import synchronize
from layerlab.worker.session import Session
from layerlab.worker.stopwatch import Stopwatch

SHARE = 0.02
"""Of the training time, for all probes together."""
MOST_CREDIT_S = 0.1
"""Time that probes may save up, so that a cheap hour doesn't pay for a dear minute."""


@dataclass
class ScheduledProbe:
    """A probe, the name of its frames, and when and after which step it was read last."""

    name: str
    fields: AnyProbe
    role: str
    read_at: float = -inf
    read_step: int = -1

    @property
    def due_at(self) -> float:
        """When it may be read again."""
        return self.read_at + self.fields.every_ms / 1000


class ProbeSchedule:
    """The probes of a run."""

    def __init__(self, session: Session, channel: Channel, stopwatch: Stopwatch) -> None:
        self._session = session
        self._channel = channel
        self._stopwatch = stopwatch
        probes = _named(session.experiment)
        self._between_steps = [probe for probe in probes if probe.fields.moment == "step"]
        self._at_evaluations = [probe for probe in probes if probe.fields.moment == "evaluation"]
        self._evaluation: Evaluation | None = None
        """The newest."""
        self._memory = ProbeMemory(first=session.first_weights)
        self._chosen: ScheduledProbe | None = None
        self._none_before = -inf
        """No probe is due before: most steps need not look."""
        self._credit = MOST_CREDIT_S
        self._counted_at = stopwatch.seconds

    def pin(self, given: AnyInput | None) -> None:
        """Ask about this input from now on; without one, about none. One that fits no network is ignored."""
        if given is None:
            self._memory.pinned = {}
        elif roles := roles_fitting(self._session.experiment, given):
            self._memory.pinned = dict.fromkeys(roles, given)
        for probe in self._between_steps:
            if probe.fields.kind == "pinned":
                probe.read_at, probe.read_step = -inf, -1
                self._none_before = -inf

    def before_step(self, *, stands_after: bool) -> None:
        """Choose what is read after the coming step, as far as the budget goes, and keep what that needs of now."""
        now = self._stopwatch.seconds
        if now < self._none_before and not stands_after:
            return
        self._credit = min(MOST_CREDIT_S, self._credit + SHARE * (now - self._counted_at))
        self._counted_at = now
        due = [probe for probe in self._between_steps if now >= probe.due_at]
        if not due:
            self._none_before = min((probe.due_at for probe in self._between_steps), default=inf)
        # The one that waited longest, and one a turn. The first reading of each is free: a picture from the start.
        longest = min(due, key=lambda probe: probe.read_at, default=None)
        can_pay = longest is not None and (self._credit > 0 or longest.read_step < 0)
        self._chosen = longest if can_pay else None
        shown = self._between_steps if stands_after else [self._chosen] if self._chosen else []
        if any(probe.fields.compares for probe in shown):
            self._memory.keep_weights(self._session.state)
            self._credit -= self._stopwatch.seconds - now

    @property
    def looks_on(self) -> bool:
        """Whether a probe is read after the coming step."""
        return self._chosen is not None

    def read_if_due(self) -> None:
        """Read what was chosen before the step."""
        probe, self._chosen = self._chosen, None
        if probe is None:
            return
        # What the device still owes to the steps is not the probe's cost.
        synchronize(self._session.device)
        probe.read_at = self._stopwatch.seconds
        self._read(probe, None)
        self._credit -= self._stopwatch.seconds - probe.read_at

    def read_all(self) -> None:
        """Read what was not read at this step: someone is looking at it standing still."""
        self._memory.at_rest = True
        for probe in self._between_steps:
            if probe.read_step != self._session.state.step:
                self._read(probe, None)
        if self._evaluation is not None:
            for probe in self._at_evaluations:
                if probe.read_step != self._evaluation.step:
                    self._read(probe, self._evaluation)
        self._memory.at_rest = False

    def record(self, evaluation: Evaluation) -> None:
        """Read the probes that look at an evaluation, where they may be read again.

        A tiny network is asked a hundred times a second. What is left out is read once the run stands.
        """
        self._evaluation = evaluation
        now = self._stopwatch.seconds
        for probe in self._at_evaluations:
            if now >= probe.due_at:
                probe.read_at = now
                self._read(probe, evaluation)

    def _read(self, probe: ScheduledProbe, evaluation: Evaluation | None) -> None:
        session = self._session
        self._memory.full_rate = session.settings.as_set(learning_rate_of(probe.role), session.state.step)
        view = session.view(evaluation, self._memory)
        frame = READERS[probe.fields.kind].read(probe.fields, view, probe.role)
        probe.read_step = session.state.step if evaluation is None else evaluation.step
        if frame is not None:
            self._channel.report(FrameRecorded(probe=probe.name, step=probe.read_step, frame=frame))


def _named(experiment: Experiment) -> list[ScheduledProbe]:
    """Each probe, for each network in which it finds something.

    Two of one kind get names of their own: `feature_maps`, `feature_maps_2`; so do those of further networks:
    `feature_maps.discriminator`.
    """
    found: dict[str, int] = {}
    named = []
    for fields in probes_of(experiment):
        found[fields.kind] = count = found.get(fields.kind, 0) + 1
        name = fields.kind if count == 1 else f"{fields.kind}_{count}"
        for at, role in enumerate(roles_read(experiment, fields)):
            named.append(ScheduledProbe(f"{name}.{role}" if at else name, fields, role))
    return named
