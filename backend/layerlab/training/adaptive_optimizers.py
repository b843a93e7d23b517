"""Optimizers that give every weight a step length of its own, beside Adam: those that came before it, and after."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.call import Argument, Call
from layerlab.training.optimizer import Beta, Epsilon, LearningRate, Optimizer, WeightDecay


class _Adaptive(Optimizer):
    """Its rate and its weight decay can change in mid-run."""

    live_fields: ClassVar[dict[str, str]] = {"learning_rate": "lr", "weight_decay": "weight_decay"}


class Adagrad(_Adaptive):
    """Divides every weight's step by the size of all its gradients so far: seldom ones take long steps.

    Source: Duchi, Hazan and Singer 2011; `torch.optim.Adagrad`.
    """

    formula: ClassVar[str] = "g ← g + λ·w;  s ← s + g²;  w ← w − η·g / (√s + ε)"

    kind: Literal["adagrad"] = "adagrad"
    learning_rate: LearningRate = 0.01
    """Length of a step, before it is scaled for each weight."""
    epsilon: Epsilon = 1e-10
    """Keeps the division finite."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    @property
    def numbers_per_weight(self) -> int:
        return 1

    def call(self) -> Call:
        """`torch.optim.Adagrad` with its arguments."""
        arguments: dict[str, Argument] = {
            "lr": self.learning_rate,
            "weight_decay": self.weight_decay,
            "eps": self.epsilon,
            "foreach": False,
        }
        return Call("torch.optim.Adagrad", arguments, defaults={"weight_decay": 0.0})


class Adadelta(_Adaptive):
    """Makes every step as long as the last ones were, against the recent size of the gradient: hardly any rate to set.

    Source: Zeiler 2012; `torch.optim.Adadelta`.
    """

    formula: ClassVar[str] = (
        "g ← g + λ·w;  v ← ρ·v + (1 − ρ)·g²;  d ← √(u + ε) / √(v + ε) · g;  "
        "u ← ρ·u + (1 − ρ)·d²;  w ← w − η·d"
    )

    kind: Literal["adadelta"] = "adadelta"
    learning_rate: LearningRate = 1.0
    """Share of the step that is taken; 1 takes it as it is."""
    rho: Beta = 0.9
    """Memory of the squares, of the gradients and of the steps."""
    epsilon: Epsilon = 1e-6
    """Keeps the division finite, and makes the first steps possible."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    def call(self) -> Call:
        """`torch.optim.Adadelta` with its arguments."""
        arguments: dict[str, Argument] = {
            "lr": self.learning_rate,
            "rho": self.rho,
            "eps": self.epsilon,
            "weight_decay": self.weight_decay,
            "foreach": False,
        }
        return Call("torch.optim.Adadelta", arguments, defaults={"weight_decay": 0.0})


class NAdam(_Adaptive):
    """Adam that looks ahead along its momentum, as Nesterov does.

    Source: Dozat 2016; `torch.optim.NAdam`.
    """

    formula: ClassVar[str] = (
        "g ← g + λ·w;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  "
        "w ← w − η·(μ′·m + (1 − μ)·g) / (√v + ε), each brought to scale;  μ = β₁·(1 − 0.96^(t·ψ) / 2)"
    )

    kind: Literal["nadam"] = "nadam"
    learning_rate: LearningRate = 2e-3
    """Length of a step, before it is scaled for each weight."""
    beta1: Beta = 0.9
    """Memory of the mean gradient."""
    beta2: Beta = 0.999
    """Memory of the mean squared gradient."""
    epsilon: Epsilon = 1e-8
    """Keeps the division finite."""
    momentum_decay: Annotated[float, Field(ge=0, le=1)] = 4e-3
    """How soon the momentum rises to its full share."""
    weight_decay: WeightDecay = 0.0
    """Pull of every weight towards 0, added to the gradient."""

    def call(self) -> Call:
        """`torch.optim.NAdam` with its arguments."""
        arguments: dict[str, Argument] = {
            "lr": self.learning_rate,
            "betas": (self.beta1, self.beta2),
            "eps": self.epsilon,
            "weight_decay": self.weight_decay,
            "momentum_decay": self.momentum_decay,
            "foreach": False,
        }
        return Call("torch.optim.NAdam", arguments, defaults={"weight_decay": 0.0})


class RAdam(_Adaptive):
    """Adam that waits with scaling its steps until it has seen enough gradients to know their size.

    Source: Liu et al. 2020; `torch.optim.RAdam`.
    """

    formula: ClassVar[str] = (
        "g ← g + λ·w;  m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²;  "
        "w ← w − η·r·m/(1 − β₁ᵗ) · √(1 − β₂ᵗ) / (√v + ε), and without the root while r is not known"
    )

    kind: Literal["radam"] = "radam"
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
        """`torch.optim.RAdam` with its arguments."""
        arguments: dict[str, Argument] = {
            "lr": self.learning_rate,
            "betas": (self.beta1, self.beta2),
            "eps": self.epsilon,
            "weight_decay": self.weight_decay,
            "foreach": False,
        }
        return Call("torch.optim.RAdam", arguments, defaults={"weight_decay": 0.0})
