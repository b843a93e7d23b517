"""What becomes of an order: one table, looked up without doing anything.

| the run | stop | pause | resume, many steps | few steps, other orders | extend |
| --- | --- | --- | --- | --- | --- |
| has ended, or is being ended | refuse | refuse | refuse | refuse | extend it, if it has ended |
| in line, its process waits | leave the line, tell it | pause it in line | keep for its turn | keep | keep |
| in line, without a process | leave the line, end it | pause it in line | keep for its turn | keep | keep |
| has a process and a slot | tell it | tell it | tell it | tell it | tell it |
| its process waits, no slot is free | tell it | tell it | stand in line | tell it | tell it |
| put away: no process | end it | nothing | stand in line | stand in line | stand in line |

A few steps by hand need no slot of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from layerlab.protocol.commands import Command, ExtendRun, PauseRun, ResumeRun, StepRun, StopRun

FEW_STEPS = 100
"""So many steps by hand need no slot of their own."""


class Decision(Enum):
    """What the engine does with an order."""

    REFUSE = auto()
    """The run has ended."""
    EXTEND = auto()
    """A run that has ended stands in line once more, its extension written down before."""
    END = auto()
    """Nobody works on it: its end is written down."""
    LEAVE_AND_END = auto()
    """The same, and its place in line is free."""
    LEAVE_AND_TELL = auto()
    """Its place in line is free, and its process is told."""
    PAUSE_IN_LINE = auto()
    """It is seen paused, and what was asked of it meanwhile is kept until it goes on."""
    KEEP = auto()
    """Its worker is told when its turn comes."""
    STAND_IN_LINE = auto()
    """It waits for a slot, with the order as the first that its worker hears."""
    TELL = auto()
    """Its worker is told now."""
    NOTHING = auto()
    """It is as was asked."""


@dataclass(frozen=True)
class Situation:
    """How a run stands when an order comes."""

    ended: bool = False
    """Its last word is said."""
    ending: bool = False
    """Its user has stopped it before."""
    in_line: bool = False
    has_process: bool = False
    waits: bool = False
    """Its process is paused and computes nothing."""
    has_room: bool = True
    """A slot is free for its owner."""


def decide(situation: Situation, command: Command) -> Decision:
    """The cell of the table."""
    if situation.ended and isinstance(command, ExtendRun):
        return Decision.EXTEND
    if situation.ended or situation.ending:
        return Decision.REFUSE
    if situation.in_line:
        return _in_line(situation, command)
    if situation.has_process:
        needs_slot = isinstance(command, ResumeRun) or (
            isinstance(command, StepRun) and command.steps > FEW_STEPS
        )
        if situation.waits and needs_slot and not situation.has_room:
            return Decision.STAND_IN_LINE
        return Decision.TELL
    match command:
        case StopRun():
            return Decision.END
        case PauseRun():
            return Decision.NOTHING
    return Decision.STAND_IN_LINE


def _in_line(situation: Situation, command: Command) -> Decision:
    match command:
        case StopRun():
            return Decision.LEAVE_AND_TELL if situation.has_process else Decision.LEAVE_AND_END
        case PauseRun():
            return Decision.PAUSE_IN_LINE
    return Decision.KEEP
