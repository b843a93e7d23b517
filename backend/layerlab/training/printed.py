"""What an algorithm says of the script that is exported from it. No torch: the server prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """The algorithm's part of a script; data, networks, optimizers, order and pace are printed for all alike.

    Its lines stand in the script's loop. They find each network under the name of its role, its `optimizer`
    (`<role>_optimizer` where there are several), `inputs` and `targets` of the step, and in `test` the batches of the
    test set.
    """

    tells: str
    """What the script tells while it trains, as words for its head."""
    functions: tuple[str, ...]
    """Functions of its `step.py`, in the order in which they are printed. What they call comes by itself."""
    step: str
    """The line that takes a step and sets `loss`. For `{settings}` stands what the fields that can change come to."""
    evaluation: str
    """The line that asks the test set and sets `test_loss`."""
    figures: tuple[str, ...]
    """What is told after an evaluation: pieces of an f-string."""
