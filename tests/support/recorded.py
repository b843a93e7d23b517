"""Reading what a run reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from layerlab.protocol.events import Event, ScalarsRecorded

E = TypeVar("E", bound=BaseModel)


def of(kind: type[E], events: Iterable[Event]) -> list[E]:
    """The events of one class, in order."""
    return [event for event in events if isinstance(event, kind)]


def column(events: Iterable[Event], name: str, series: str = "step") -> dict[int, np.float32]:
    """step -> value. A later report of a step replaces an earlier one, as after a resume."""
    found: dict[int, np.float32] = {}
    for event in of(ScalarsRecorded, events):
        if event.series == series:
            steps: NDArray[np.int32] = np.frombuffer(event.steps, "<i4")
            values: NDArray[np.float32] = np.frombuffer(event.columns[name], "<f4")
            found |= dict(zip(steps.tolist(), values, strict=True))
    return found


def hexadecimal(values: dict[int, np.float32]) -> dict[int, str]:
    """Floats that differ in the last bit differ here, and NaN equals itself."""
    return {step: float(value).hex() for step, value in values.items()}
