"""The part of an exported script that says which nodes are switched off, at first or while it trains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of
from layerlab.network.plan import Plan, plan
from layerlab.network.source import attribute_source
from layerlab.training.places import Switch


@dataclass(frozen=True)
class Switches:
    """The nodes and uses of blocks that are ever off, by path of their settings."""

    experiment: Experiment
    places: Mapping[str, Switch]
    changed: frozenset[str]
    """Those that change while the run trains; the others are off all along."""
    name_of: Callable[[str], str]
    """What the script calls the network of a role."""

    @property
    def roles(self) -> frozenset[str]:
        """Whose layers have groups of their own in the optimizer: those that are off learn nothing meanwhile."""
        return frozenset(switch.role for switch in self.places.values())

    def first_lines(self, role: str) -> list[str]:
        """What is switched off for good once the network is there."""
        return [
            f"switch({self._layer(switch)}, off=True{self._way(switch)})"
            for path, switch in self.places.items()
            if switch.role == role and path not in self.changed
        ]

    def lines(self, value: Callable[[str], str]) -> list[str]:
        """What is switched before each step. `value` is the source of a setting at that step."""
        return [
            f"switch({self._layer(switch)}, off=bool({value(path)}){self._way(switch)})"
            for path, switch in self.places.items()
            if path in self.changed
        ]

    def _layer(self, switch: Switch) -> str:
        return f"{self.name_of(switch.role)}.{attribute_source(switch.node)}"

    def _way(self, switch: Switch) -> str:
        """Which of several values it passes on; nothing where that is the first."""
        planned = self._planned(switch.role)
        passed = planned.passing[switch.node]
        use = planned.opened.uses.get(switch.node)
        arriving = use.given if use else planned.opened.graph.arriving[switch.node]
        given = [ref for refs in arriving.values() for ref in refs]
        at = given.index(passed)
        return f", way={at}" if at else ""

    def _planned(self, role: str) -> Plan:
        experiment = self.experiment
        return plan(experiment.networks[role], ends_of(experiment)[role], role, experiment.blocks)
