"""Frames of what a network makes of one sequence, step by step. Arrays travel as little-endian bytes, row-major."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.document import Document

Part = Literal["state", "memory", "forget", "input", "candidate", "output", "reset", "update"]
"""What a recurrent layer has at each step: what it gives, what it keeps, and its gates."""


class StepValues(Document):
    """One part of a recurrent layer, at every step.

    Shape: `shape` is (steps, units); value = `values[i]` / 127 * `scale`.
    """

    part: Part
    shape: tuple[int, int]
    values: bytes
    """int8, step by step; the units of both ways side by side where it reads both."""
    scale: float
    """The largest magnitude; 0 when all values are 0, -1 when one is NaN, -2 when one is infinite."""


class RecurrentNode(Document):
    """What one recurrent layer did; of several above one another the last."""

    node: str
    parts: tuple[StepValues, ...]


class SeqProbeFrame(Document):
    """What recurrent layers keep, and what their gates do, at each step of one sequence."""

    kind: Literal["seq_probe"] = "seq_probe"
    role: str
    sample: int
    """Index of the sample in the test set, or in the split that was asked about; -1 for an input from outside."""
    steps: int
    """How many the sequence has; of longer ones the first 256 are told."""
    tokens: bytes
    """int32: the token at each step that is told; empty where numbers enter."""
    nodes: tuple[RecurrentNode, ...]
    """In the order of the plan."""


class SeqGradientFrame(Document):
    """How far back through time the loss reaches: how long the gradient is at earlier steps, as shares of the last.

    Shape: `shares` is (losses, back).
    """

    kind: Literal["seq_gradient"] = "seq_gradient"
    role: str
    node: str
    of: Literal["state", "memory"]
    """What the gradient goes back along."""
    steps: int
    """Of the layer."""
    losses: bytes
    """int32: the number of steps, from 1, that were read when each of the losses was asked for."""
    back: int
    shares: bytes
    """float16: of each loss, at the step before it, the one before that, and so on; the first is 1, NaN is none."""


class PrefixesFrame(Document):
    """What a network that tells classes apart says after each step of one sequence, as if that were its end.

    Shape: `probabilities` is (prefixes, classes).
    """

    kind: Literal["prefixes"] = "prefixes"
    role: str
    sample: int
    """Index of the sample in the test set, or in the split that was asked about; -1 for an input from outside."""
    label: int
    """The sample's class; -1 where it has none, or none is known."""
    tokens: bytes
    """int32: the token at each step that is told; empty where numbers enter."""
    first: int
    """How many steps the first prefix has; each further one has one more."""
    classes: int
    probabilities: bytes
    """float16."""
