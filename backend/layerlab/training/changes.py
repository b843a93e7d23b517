"""What was changed in mid-run, and from which step on."""

from __future__ import annotations

from collections.abc import Iterable

from layerlab.protocol.events import HyperparameterChanged, RunExtended

Change = HyperparameterChanged | RunExtended
"""What a step depends on beside the experiment: durable before it is used, applied again by a resume and a script."""

Table = dict[str, dict[int, float]]
"""By name: from which step on which value is in force, in the order of the steps."""

TOTAL_STEPS = "total_steps"
"""The name under which extensions stand."""


def name_of(change: Change) -> str:
    """What it changes."""
    return TOTAL_STEPS if isinstance(change, RunExtended) else change.name


def value_of(change: Change) -> float:
    """What it changes it to."""
    return change.total_steps if isinstance(change, RunExtended) else float(change.value)


def effective_table(changes: Iterable[Change]) -> Table:
    """The log's changes, in the log's order, as a table.

    A run that was thrown back to a checkpoint passes the same steps again. A change that is made there is newer than
    those of its name which wait at later steps, and replaces them.
    """
    table: Table = {}
    for change in changes:
        name = name_of(change)
        earlier = {step: value for step, value in table.get(name, {}).items() if step < change.step}
        table[name] = {**earlier, change.step: value_of(change)}
    return table


def value_at(step: int, initial: float, table: dict[int, float]) -> float:
    """The value in force at `step`: the last change up to it, else the experiment's own."""
    return next((value for first, value in reversed(table.items()) if first <= step), initial)
