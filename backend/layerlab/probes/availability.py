"""Which probes have anything to read in a network. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layerlab.kit.values import Value, ValueKind
from layerlab.network.ends import Meaning


@dataclass(frozen=True)
class Needs:
    """What must be there for a probe to read; whatever is left out is not needed."""

    meaning: tuple[Meaning, ...] = ()
    """What the network's answer may be."""
    samples: bool = False
    """Whether the network must be one that is shown samples of the data: a generator is not."""
    features: int = 0
    """How many numbers must enter the network, and nothing but them; 0 is whatever enters."""
    parts: tuple[str, ...] = ()
    """Parts of the algorithm that a sample must bring: `target`."""
    takes: tuple[ValueKind, ...] = ()
    """What the part `target` may be."""
    columns: tuple[str, ...] = ()
    """What an evaluation must say of each sample."""
    enters: tuple[ValueKind, ...] = ()
    """What the first that enters the network may be."""
    layers: tuple[str, ...] = ()
    """Kinds of layer, of which the network has at least one."""


@dataclass(frozen=True)
class Offer:
    """What one network of an experiment has for probes."""

    meaning: Meaning
    is_shown_samples: bool
    """Whether its first slot is filled from the data."""
    slots: tuple[Value, ...]
    """What enters it, the first slot first."""
    parts: Mapping[str, ValueKind]
    """The parts of its samples, and what they are."""
    columns: frozenset[str]
    layers: frozenset[str]

    def meets(self, needs: Needs) -> bool:
        """Whether a probe with these needs finds something."""
        return (
            (not needs.meaning or self.meaning in needs.meaning)
            and (self.is_shown_samples or not needs.samples)
            and (not needs.features or self.slots == (Value("vector", (needs.features,)),))
            and set(needs.parts) <= set(self.parts)
            and (not needs.takes or self.parts.get("target") in needs.takes)
            and set(needs.columns) <= self.columns
            and (not needs.enters or self.slots[0].kind in needs.enters)
            and (not needs.layers or not self.layers.isdisjoint(needs.layers))
        )
