"""The settings of every step: as the experiment has them, as they were changed, as the schedules bend them."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from layerlab.training.changes import TOTAL_STEPS, Table, value_at
from layerlab.training.learning_rate import Rate
from layerlab.training.places import LayerRate, Switch, learning_rate_of


class SettingsInForce:
    """Gives the settings of any step, in whichever order steps are asked for.

    Between two changes only the schedules move anything; where they don't either, the same dictionary is given again,
    so that who holds one can see at a glance that nothing is new.
    """

    def __init__(
        self,
        initial: Mapping[str, float],
        rates: Mapping[str, Rate],
        planned_steps: int,
        table: Table,
        layer_rates: Mapping[str, LayerRate] | None = None,
        switches: Mapping[str, Switch] | None = None,
    ) -> None:
        self._initial, self._planned_steps, self._table = initial, planned_steps, table
        self._layer_rates = layer_rates or {}
        self._factors: dict[str, dict[str, float]] = {}
        self._switches = switches or {}
        self._off: dict[str, frozenset[str]] = {}
        self._rates = {learning_rate_of(role): rate for role, rate in rates.items()}
        self._changes = sorted({step for values in table.values() for step in values})
        # The span of steps between two changes that was asked for last: empty at first.
        self._first, self._end = 0.0, 0.0
        self._set: dict[str, float] = {}
        self._total_steps = 0
        self._bent: tuple[float, ...] = ()
        self._given: dict[str, float] = {}

    def at(self, step: int) -> dict[str, float]:
        """The settings of `step` (the first is 1), by path; learning rates are those that the schedules give."""
        if not self._first <= step < self._end:
            self._enter(step)
        bent = tuple(rate(self._set[path], step, self._total_steps) for path, rate in self._rates.items())
        if bent != self._bent:
            self._bent = bent
            self._given = self._set | dict(zip(self._rates, bent, strict=True))
        return self._given

    def factors_at(self, step: int) -> dict[str, dict[str, float]]:
        """By role and layer: what the learning rate is multiplied by at `step`, where that is not 1."""
        if not self._first <= step < self._end:
            self._enter(step)
        return self._factors

    def off_at(self, step: int) -> dict[str, frozenset[str]]:
        """By role: the nodes and uses of blocks that are switched off at `step`, where any are."""
        if not self._first <= step < self._end:
            self._enter(step)
        return self._off

    def as_set(self, path: str, step: int) -> float:
        """A setting at `step` as it was set, before a schedule bends it."""
        return value_at(step, self._initial[path], self._table.get(path, {}))

    def total_at(self, step: int) -> int:
        """What is known of the run's length at `step`: an extension bends a schedule from its own step on."""
        if self._first <= step < self._end:
            return self._total_steps
        return int(value_at(step, self._planned_steps, self._table.get(TOTAL_STEPS, {})))

    def _enter(self, step: int) -> None:
        self._set = {path: self.as_set(path, step) for path in self._initial}
        self._total_steps = self.total_at(step)
        self._first = max((change for change in self._changes if change <= step), default=-inf)
        self._end = min((change for change in self._changes if change > step), default=inf)
        self._bent, self._given = (), dict(self._set)
        self._factors = {}
        for path, place in self._layer_rates.items():
            if self._set[path] != 1.0:
                self._factors.setdefault(place.role, {})[place.layer] = self._set[path]
        off: dict[str, set[str]] = {}
        for path, switch in self._switches.items():
            if self._set[path]:
                off.setdefault(switch.role, set()).add(switch.node)
        self._off = {role: frozenset(nodes) for role, nodes in off.items()}
