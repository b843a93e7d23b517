"""How a run is divided: epochs, evaluations, and when it ends early. Printed into the exported script."""

from __future__ import annotations


def steps_in_epoch(samples: int, batch_size: int) -> int:
    """Batches in one pass over the data; the last one may be smaller."""
    return -(-samples // batch_size)


def evaluates_after(step: int, steps_per_epoch: int, evaluations: int) -> bool:
    """Whether the test set is asked after `step` (the first step is 1).

    The evaluations of an epoch are evenly spaced, and the last of them stands at the epoch's end.
    """
    place = (step - 1) % steps_per_epoch + 1
    return place * evaluations // steps_per_epoch > (place - 1) * evaluations // steps_per_epoch


def evaluations_without_gain(test_losses: list[float]) -> int:
    """How many evaluations have passed since the lowest test loss."""
    lowest, passed = float("inf"), 0
    for loss in test_losses:
        if loss < lowest:
            lowest, passed = loss, 0
        else:
            passed += 1
    return passed
