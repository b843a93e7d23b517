"""What a document is in PyTorch, as a value: layers and optimizers say it, without torch."""

from __future__ import annotations

from dataclasses import dataclass, field

Argument = int | float | bool | str | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True)
class Call:
    """One PyTorch module and its arguments: executed by `network/build.py`, printed by `network/source.py`.

    `target` is `nn.Conv2d` for a module of torch, or a bare name that `layerlab.nn` lists (`Add`).
    """

    target: str
    arguments: dict[str, Argument] = field(default_factory=dict)
    """By name, in PyTorch's order."""
    positional: int = 0
    """So many of the first arguments are written without their names, as everyone does."""
    defaults: dict[str, Argument] = field(default_factory=dict)
    """What PyTorch takes by itself, and a person leaves out. The contract tests compare it with PyTorch."""
    first_weights: tuple[str, float] | None = None
    """By which rule its weights begin, and the number that the rule needs, or 0; None leaves them to PyTorch."""
