"""What was changed in mid-run, and from which step on."""

from __future__ import annotations

from collections.abc import Iterable

from layerlab.protocol.events import HyperparameterChanged


def settle(changes: Iterable[HyperparameterChanged], name: str = "learning_rate") -> dict[int, float]:
    """The log's changes of one hyperparameter, in the log's order, as a table {first step: value}.

    A run that was thrown back to a checkpoint passes the same steps again. A change that is made there is newer than
    those which wait at later steps, and replaces them.
    """
    table: dict[int, float] = {}
    for change in changes:
        if change.name == name:
            table = {step: value for step, value in table.items() if step < change.step}
            table[change.step] = float(change.value)
    return table


def value_at(step: int, initial: float, table: dict[int, float]) -> float:
    """The value in force at `step`: the last change up to it, else the experiment's own."""
    return next((value for first, value in reversed(table.items()) if first <= step), initial)
