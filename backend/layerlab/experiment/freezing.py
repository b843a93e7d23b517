"""Whether anything is left to learn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from layerlab.network.switched import is_off
from layerlab.training.changes import Table, value_at
from layerlab.training.factors import factor_of
from layerlab.training.places import LayerRate, Switch, torch_name


def frozen_whole(
    weighted: Mapping[str, Sequence[str]],
    places: Mapping[str, LayerRate | Switch],
    values: Mapping[str, float],
) -> Iterator[str]:
    """The roles of which nothing learns any more: PyTorch finds no gradient then.

    `weighted` names the layers with weights, `places` where factors and switches land and `values` what they are.
    """
    factors: dict[str, dict[str, float]] = {}
    off: dict[str, set[str]] = {}
    for path, place in places.items():
        if isinstance(place, LayerRate):
            factors.setdefault(place.role, {})[place.layer] = values[path]
        elif values[path]:
            off.setdefault(place.role, set()).add(place.node)
    for role, known in factors.items():
        layers = [
            layer for layer in weighted.get(role, ()) if not is_off(layer, frozenset(off.get(role, ())))
        ]
        if weighted.get(role) and not any(factor_of(torch_name(layer), known) for layer in layers):
            yield role


def ever_frozen_whole(
    weighted: Mapping[str, Sequence[str]],
    places: Mapping[str, LayerRate | Switch],
    initial: Mapping[str, float],
    table: Table,
) -> bool:
    """The same of a run under these changes, at whichever step."""
    changed = {step for path in places for step in table.get(path, {})}
    for step in changed:
        values = {path: value_at(step, initial[path], table.get(path, {})) for path in places}
        if any(frozen_whole(weighted, places, values)):
            return True
    return False
