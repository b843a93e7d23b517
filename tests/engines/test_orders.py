"""The table of orders, cell by cell."""

from __future__ import annotations

import pytest

from layerlab.engines.orders import FEW_STEPS, Decision, Situation, decide
from layerlab.protocol.commands import (
    Command,
    ExtendRun,
    PauseRun,
    ResumeRun,
    SetHyperparameter,
    StepRun,
    StopRun,
)

RATE = SetHyperparameter(name="learning_rate", value=0.1)
COLUMNS: tuple[Command, ...] = (
    StopRun(),
    PauseRun(),
    ResumeRun(),
    StepRun(steps=FEW_STEPS + 1),
    StepRun(steps=FEW_STEPS),
    RATE,
    ExtendRun(epochs=1),
)

D = Decision
TABLE: dict[str, tuple[Situation, tuple[Decision, ...]]] = {
    "ended": (Situation(ended=True), (*[D.REFUSE] * 6, D.EXTEND)),
    "ended while its process goes": (Situation(ended=True, has_process=True), (*[D.REFUSE] * 6, D.EXTEND)),
    "stopped, and not gone yet": (Situation(ending=True, has_process=True), (D.REFUSE,) * 7),
    "in line, its process waits": (
        Situation(in_line=True, has_process=True, waits=True),
        (D.LEAVE_AND_TELL, D.PAUSE_IN_LINE, *[D.KEEP] * 5),
    ),
    "in line, never started": (Situation(in_line=True), (D.LEAVE_AND_END, D.PAUSE_IN_LINE, *[D.KEEP] * 5)),
    "training": (Situation(has_process=True), (D.TELL,) * 7),
    "training, and every slot is taken": (Situation(has_process=True, has_room=False), (D.TELL,) * 7),
    "paused": (Situation(has_process=True, waits=True), (D.TELL,) * 7),
    "paused, and others have its slot": (
        Situation(has_process=True, waits=True, has_room=False),
        (D.TELL, D.TELL, D.STAND_IN_LINE, D.STAND_IN_LINE, D.TELL, D.TELL, D.TELL),
    ),
    "put away": (Situation(), (D.END, D.NOTHING, *[D.STAND_IN_LINE] * 5)),
}


@pytest.mark.parametrize("name", TABLE)
def test_each_order_has_its_cell(name: str) -> None:
    situation, decisions = TABLE[name]
    assert tuple(decide(situation, command) for command in COLUMNS) == decisions
