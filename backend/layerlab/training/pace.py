"""How a run is divided: steps in an epoch, and where in it the test set is asked. Printed into the exported script."""

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
