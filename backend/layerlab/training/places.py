"""Where the settings that can change in mid-run land. No torch: the exported script is printed from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingPlace:
    """An option of a role's optimizer, or an attribute of a node's module."""

    attribute: str
    role: str
    node: str = ""
    """Empty: the parameter groups of the role's optimizer."""


@dataclass(frozen=True)
class LayerRate:
    """Where the factor lands by which a layer, or all inside of a block, learns faster or slower than the rest."""

    role: str
    layer: str
    """As PyTorch names it: `res_1.0.conv2d_1`."""


@dataclass(frozen=True)
class Switch:
    """A node, or the use of a block, that can be switched off."""

    role: str
    node: str
    """Its path."""


def torch_name(path: str) -> str:
    """What PyTorch calls the module at this path: `res_1/0/conv2d_1` has dots there."""
    return path.replace("/", ".")


def learning_rate_of(role: str) -> str:
    """The setting that the schedule of this role multiplies."""
    return f"optimizers.{role}.optimizer.learning_rate"


def clip_norm_of(role: str) -> str:
    """The setting that bounds the gradients of this role."""
    return f"optimizers.{role}.clip_norm"
