"""Which weights of a file go to which layers of a network: by path, then by shape in the order of both. No torch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of
from layerlab.kit.tensor_file import TensorFile
from layerlab.kit.values import Shape
from layerlab.network.check import check
from layerlab.network.names import natural
from layerlab.training.places import torch_name

Status = Literal["path", "shape", "mismatch", "new", "anew"]
"""Found under its own path; found by its shapes; there, but of other shapes; not there; to begin anew all the same."""

Shapes = dict[str, Shape]
"""Of the weights of a layer, by PyTorch's names for them."""


@dataclass(frozen=True)
class Match:
    """What becomes of one layer with weights."""

    node: str
    """Its path."""
    status: Status
    origin: str
    """The layer of the file, as PyTorch names it; empty where there is none."""
    here: Shapes
    there: Shapes

    @property
    def taken(self) -> dict[str, str]:
        """The names of the tensors in the network, each with that in the file; none where it begins as drawn."""
        if self.status not in ("path", "shape"):
            return {}
        name = torch_name(self.node)
        return {f"{name}.{one}": f"{self.origin}.{one}" for one in self.here}


def layer_shapes(experiment: Experiment, role: str) -> dict[str, Shapes]:
    """The shapes of all that the layers of a network learn or keep, by path, in the order of its plan."""
    ends = ends_of(experiment)
    if role not in ends or role not in experiment.networks:
        return {}
    checked = check(experiment.networks[role], ends[role], role, experiment.blocks)
    found = {
        node: checked.layers[node].weights(checked.nodes[node].given)
        for node in checked.order
        if checked.nodes[node].outputs
    }
    return {node: shapes for node, shapes in found.items() if shapes}


def matches(
    here: Mapping[str, Shapes], file: TensorFile, role: str, anew: Collection[str] = ()
) -> tuple[Match, ...]:
    """What becomes of each layer, in the order of the network."""
    there = _File(file, role)
    found = {node: _by_path(node, shapes, there) for node, shapes in here.items()}
    used = {match.origin for match in found.values() if match.status == "path"}
    for node, match in found.items():
        if match.status == "new":
            found[node] = _by_shape(match, there, used)
    return tuple(_anew(match) if match.node in anew else match for match in found.values())


def matched_names(found: Iterable[Match], file: TensorFile, role: str) -> dict[str, str]:
    """Of all tensors that are taken: the name in the network, and that in the file."""
    prefix = _prefix(file, role)
    return {name: f"{prefix}{old}" for match in found for name, old in match.taken.items()}


class _File:
    """The layers of a file."""

    def __init__(self, file: TensorFile, role: str) -> None:
        prefix = _prefix(file, role)
        self.shapes = {
            name.removeprefix(prefix): place.shape
            for name, place in file.tensors.items()
            if name.startswith(prefix)
        }
        by_layer: dict[str, Shapes] = {}
        for name, shape in self.shapes.items():
            layer, _, one = name.rpartition(".")
            by_layer.setdefault(layer, {})[one] = shape
        order = {layer: at for at, layer in enumerate(file.told.get("order", "").split())}
        self.layers = dict(sorted(by_layer.items(), key=lambda item: _place(item[0], order)))

    def at(self, layer: str, names: Iterable[str]) -> Shapes:
        """The tensors of these names that stand there under a layer's name."""
        asked = ((name, self.shapes.get(f"{layer}.{name}")) for name in names)
        return {name: shape for name, shape in asked if shape is not None}


def _by_path(node: str, shapes: Shapes, there: _File) -> Match:
    name = torch_name(node)
    found = there.at(name, shapes) | there.layers.get(name, {})
    if not found:
        return Match(node, "new", "", shapes, {})
    return Match(node, "path" if found == shapes else "mismatch", name, shapes, found)


def _by_shape(match: Match, there: _File, used: set[str]) -> Match:
    """The first layer of the file that nobody has taken and that has just these shapes."""
    for layer, shapes in there.layers.items():
        if layer not in used and shapes == match.here:
            used.add(layer)
            return Match(match.node, "shape", layer, match.here, shapes)
    return match


def _anew(match: Match) -> Match:
    return Match(match.node, "anew", match.origin, match.here, match.there)


def _prefix(file: TensorFile, role: str) -> str:
    """What stands before the names of a network's tensors, where the file holds those of several networks."""
    prefix = f"{role}."
    return prefix if any(name.startswith(prefix) for name in file.tensors) else ""


def _place(layer: str, order: Mapping[str, int]) -> tuple[int, list[tuple[str, int, str]]]:
    """As the file tells; else by name, numbers as numbers."""
    return order.get(layer, len(order)), [natural(part) for part in layer.split(".")]
