"""What an algorithm declares of its networks and its data. No torch here."""

from __future__ import annotations

from dataclasses import dataclass

from layerlab.kit.values import ValueKind


@dataclass(frozen=True)
class Role:
    """One network of an algorithm."""

    name: str
    """What documents call it: `classifier`, `generator`."""
    optimised: bool = True
    """Whether an optimizer of its own changes its weights."""


@dataclass(frozen=True)
class Wire:
    """What an algorithm itself leads into a network, from the data or from another network: the page draws it."""

    carries: str
    """What it is there: `real`, `fake`."""
    target: str
    """The role whose network it enters."""
    source: str = ""
    """The role whose network's answer it is; empty where it comes from the data."""
    part: str = ""
    """The part of the data that it is; empty where a network answers it."""


@dataclass(frozen=True)
class BatchPart:
    """One thing that each step takes from the data."""

    name: str
    """What the step finds in its batch: `input`, `target`."""
    takes: tuple[ValueKind, ...]
    """The kinds of field that it can be bound to."""
    categories: int = 0
    """How many categories such a field must have; 0 is any number."""
    in_order: bool = False
    """Whether it is read on from step to step, in streams, so that the field must be one whose entries go on."""
    beside: bool = False
    """Whether no step learns from it: it is there for those who look at what was learnt."""
