"""By which names the first weights of a network are drawn, where these are not the layers' own.

Layers that were put together into a block keep the first weights that they had: the use of the block says what each was
called (`seeds`), in the network in which the use stands. What is inside of something that is named there goes with it.
"""

from __future__ import annotations

from layerlab.layers.block import UseBlock
from layerlab.network.blocks import NO_BLOCKS, Blocks, Use, enclosing, expand
from layerlab.network.document import Network


def drawn_names(network: Network, blocks: Blocks = NO_BLOCKS) -> dict[str, str]:
    """What is drawn by another name than its own, with that name; both as PyTorch has them, with dots."""
    if not any(map(_keeps, (network, *(block.network for block in blocks.values())))):
        return {}
    opened = expand(network, blocks)
    names = {path: _drawn(path, opened.uses) for path in opened.order}
    return {path.replace("/", "."): name.replace("/", ".") for path, name in names.items() if name != path}


def _keeps(network: Network) -> bool:
    layers = (node.layer for node in network.nodes.values())
    return any(isinstance(layer, UseBlock) and layer.seeds for layer in layers)


def _drawn(path: str, uses: dict[str, Use]) -> str:
    """From the innermost use outwards: each may say what something inside of it was called where it stands itself."""
    name = path
    for at in reversed([outer for outer in enclosing(path) if outer in uses]):
        use = uses[at]
        inside = name.removeprefix(f"{at}/")
        if use.copies == (at,):
            inside = f"0/{inside}"
        former = _former(inside, use.layer.seeds)
        if former:
            level, _, _ = at.rpartition("/")
            name = f"{level}/{former}" if level else former
    return name


def _former(inside: str, seeds: dict[str, str]) -> str:
    """What it was called, by the nearest that is named of all that it stands in; empty where none is."""
    known, rest = inside, ""
    while known:
        if known in seeds:
            return seeds[known] + rest
        known, _, last = known.rpartition("/")
        rest = f"/{last}{rest}"
    return ""
