"""The part of an exported script that says which layers learn faster or slower than the rest, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from layerlab.network.source import text_source


@dataclass(frozen=True)
class LayerRates:
    """The factors by which layers of one network learn faster or slower than the rest."""

    prefix: str
    """Of its constants; empty where it is the only one."""
    initial: dict[str, float]
    """By layer, as PyTorch names it."""
    changes: bool
    """Whether any of them was changed while the run trained."""
    key: str
    """Before the layer's name, among the changes."""

    @property
    def name(self) -> str:
        """What the script calls them at a step."""
        return f"{self.prefix.lower()}layer_rates" if self.changes else f"{self.prefix}LAYER_RATES"

    @property
    def factor(self) -> str:
        """What the learning rate of a group is multiplied by."""
        return f' * factor_of(group["layer"], {self.name})'

    def constant(self) -> list[str]:
        """Lines for the head of the script."""
        told = "  # the learning rate of these layers is multiplied by this; at 0 they are frozen"
        rates = [f"    {text_source(layer)}: {rate!r}," for layer, rate in self.initial.items()]
        return [f"{self.prefix}LAYER_RATES = {{{told}", *rates, "}"]

    def lines(self, network: str) -> list[str]:
        """What is done with them before each step, if they change."""
        if not self.changes:
            return []
        return [
            f"{self.name} = {{",
            f'    layer: value_at(step, rate, CHANGES.get(f"{self.key}{{layer}}", {{}}))',
            f"    for layer, rate in {self.prefix}LAYER_RATES.items()",
            "}",
            f"freeze({network}, {self.name})",
        ]
