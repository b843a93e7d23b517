"""Optimizers a learner meets first. Fields carry PyTorch's names, defaults and meaning.

`call()` is the optimizer in PyTorch, as a value: the loop executes it, the exported script prints it. The
implementation is named in full (`fused`, `foreach`), because each gives other last bits.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.training.adaptive_optimizers import Adadelta, Adagrad, NAdam, RAdam
from layerlab.training.optimizer import Beta, Epsilon, LearningRate, Optimizer, WeightDecay


class Sgd(Optimizer):
    """Steps against the gradient, with momentum if wished.

    Source: Robbins and Monro 1951; Nesterov 1983; `torch.optim.SGD`.
    """

    live_fields: ClassVar[dict[str, str]] = {
        "learning_rate": "lr",
        "momentum": "momentum",
        "weight_decay": "weight_decay",
    }
    """Fields that can change in mid-run, each with the option of PyTorch's parameter groups that it sets."""
    formula: ClassVar[str] = "g ← g + λ·w;  v ← μ·v + g;  w ← w − η·v"

    kind: Literal["sgd"] = "sgd"
    learning_rate: LearningRate = 0.05
    """Length of a step: how much of the gradient is subtracted from the weights."""
    momentum: Annotated[float, Field(ge=0, lt=1)] = 0.9
    """Share of the last step that is kept in the next."""
    nesterov: bool = False
    """Look ahead along the momentum before taking the gradient. Without effect in a run that begins at momentum 0."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    @property
    def numbers_per_weight(self) -> int:
        return 1 if self.momentum else 0

    def call(self) -> Call:
        """`torch.optim.SGD` with its arguments."""
        return Call(
            "torch.optim.SGD",
            {
                "lr": self.learning_rate,
                "momentum": self.momentum,
                # PyTorch refuses Nesterov without momentum, where there is nothing to look ahead along.
                "nesterov": self.nesterov and self.momentum > 0,
                "weight_decay": self.weight_decay,
                "foreach": False,
                "fused": True,
            },
            defaults={"momentum": 0.0, "nesterov": False, "weight_decay": 0.0},
        )


class Adam(Optimizer):
    """Gives every weight a step length of its own, from running means of its gradient and its square.

    Source: Kingma and Ba 2015; `torch.optim.Adam`.
    """

    live_fields: ClassVar[dict[str, str]] = {"learning_rate": "lr", "weight_decay": "weight_decay"}
    formula: ClassVar[str] = (
        "g ← g + λ·w;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  "
        "w ← w − η·m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)"
    )

    kind: Literal["adam"] = "adam"
    learning_rate: LearningRate = 1e-3
    """Length of a step, before it is scaled for each weight."""
    beta1: Beta = 0.9
    """Memory of the mean gradient."""
    beta2: Beta = 0.999
    """Memory of the mean squared gradient."""
    epsilon: Epsilon = 1e-8
    """Keeps the division finite."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    def call(self) -> Call:
        """`torch.optim.Adam` with its arguments."""
        return Call("torch.optim.Adam", _adam_arguments(self), defaults={"weight_decay": 0.0})


class AdamW(Optimizer):
    """Adam whose weight decay acts on the weights themselves, not through the gradient.

    Source: Loshchilov and Hutter 2019; `torch.optim.AdamW`.
    """

    live_fields: ClassVar[dict[str, str]] = {"learning_rate": "lr", "weight_decay": "weight_decay"}
    formula: ClassVar[str] = (
        "w ← (1 − η·λ)·w;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  "
        "w ← w − η·m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)"
    )

    kind: Literal["adamw"] = "adamw"
    learning_rate: LearningRate = 1e-3
    """Length of a step, before it is scaled for each weight."""
    beta1: Beta = 0.9
    """Memory of the mean gradient."""
    beta2: Beta = 0.999
    """Memory of the mean squared gradient."""
    epsilon: Epsilon = 1e-8
    """Keeps the division finite."""
    weight_decay: WeightDecay = 0.01
    """Share of every weight that is taken off, times the learning rate, at each step."""

    def call(self) -> Call:
        """`torch.optim.AdamW` with its arguments."""
        return Call("torch.optim.AdamW", _adam_arguments(self))


class RmsProp(Optimizer):
    """Divides every weight's step by the recent size of its gradient.

    Source: Hinton 2012 (lecture 6e of "Neural networks for machine learning"); `torch.optim.RMSprop`.
    """

    # Momentum is not among them: PyTorch makes room for it at the first step or never.
    live_fields: ClassVar[dict[str, str]] = {"learning_rate": "lr", "weight_decay": "weight_decay"}
    formula: ClassVar[str] = "g ← g + λ·w;  v ← α·v + (1 − α)·g²;  b ← μ·b + g / (√v + ε);  w ← w − η·b"

    kind: Literal["rmsprop"] = "rmsprop"
    learning_rate: LearningRate = 1e-3
    """Length of a step, before it is scaled for each weight."""
    alpha: Beta = 0.99
    """Memory of the mean squared gradient."""
    epsilon: Epsilon = 1e-8
    """Keeps the division finite."""
    momentum: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the last step that is kept in the next."""
    centered: bool = False
    """Divide by the spread of the gradient around its mean, not by its size."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    @property
    def numbers_per_weight(self) -> int:
        return 1 + (self.momentum > 0) + self.centered

    def call(self) -> Call:
        """`torch.optim.RMSprop` with its arguments."""
        return Call(
            "torch.optim.RMSprop",
            {
                "lr": self.learning_rate,
                "alpha": self.alpha,
                "eps": self.epsilon,
                "weight_decay": self.weight_decay,
                "momentum": self.momentum,
                "centered": self.centered,
                "foreach": False,
            },
        )


def _adam_arguments(adam: Adam | AdamW) -> dict[str, Argument]:
    return {
        "lr": adam.learning_rate,
        "betas": (adam.beta1, adam.beta2),
        "eps": adam.epsilon,
        "weight_decay": adam.weight_decay,
        "foreach": False,
        "fused": True,
    }


AnyOptimizer = Annotated[
    Sgd | Adam | AdamW | RmsProp | Adagrad | Adadelta | NAdam | RAdam, Field(discriminator="kind")
]
