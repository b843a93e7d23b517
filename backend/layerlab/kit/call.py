"""What a document is in PyTorch, as a value: layers and optimizers say it, without torch."""

from __future__ import annotations

from dataclasses import dataclass, field

Argument = int | float | bool | str | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True)
class Call:
    """One PyTorch module and its arguments: executed by `network/build.py`, printed by `network/source.py`.

    `target` is `nn.Conv2d` for a module of torch, or the bare name of a class of `layerlab.nn` (`Add`).
    """

    target: str
    arguments: dict[str, Argument] = field(default_factory=dict)
