"""When a layer is well. One rule: the probe judges by it, and the page draws its bands and words from the same numbers.

Source: Karpathy, "CS231n: Convolutional neural networks for visual recognition", notes on neural networks 3, "Ratio of
weights:updates", 2015: "a rough heuristic is that this ratio should be somewhere around 1e-3". He writes of plain
gradient descent; momentum of 0.9 makes steps up to ten times as long, so the band reaches as far to either side.
"""

from __future__ import annotations

USUAL_UPDATE = 1e-3
"""How far a step moves the weights of a healthy layer, as a share of their length."""
UPDATE_BAND = (USUAL_UPDATE / 30, USUAL_UPDATE * 30)
"""One and a half decades to either side, at the full learning rate: a schedule that ends near zero is no fault."""
STEEP = 100.0
"""A longer gradient explodes."""
FLAT = 1e-4
"""Of the steepest layer's gradient: a shorter one vanishes."""
MANY_DEAD = 0.5
"""Share of units that never fire."""
HELD_STEPS = 50
"""What is outside for so long is a fault."""


def told() -> dict[str, object]:
    """The rule as the page has it."""
    return {
        "usual_update": USUAL_UPDATE,
        "update": list(UPDATE_BAND),
        "steep": STEEP,
        "flat": FLAT,
        "dead": MANY_DEAD,
        "held_steps": HELD_STEPS,
    }
