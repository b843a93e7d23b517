"""Learning-rate schedules: closed-form functions of the step, so that a run and its script agree to the bit."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document

Factor = Annotated[float, Field(gt=0, le=1)]
Milestone = Annotated[int, Field(ge=1, le=10_000)]


class Constant(Document):
    """The learning rate stays as set."""

    formula: ClassVar[str] = "η(t) = η"

    kind: Literal["constant"] = "constant"


class Cosine(Document):
    """Rises in a straight line during the warm-up, then falls along half a cosine to the end of the run.

    Source: Loshchilov and Hutter 2017 (SGDR, one cycle); warm-up: Goyal et al. 2017.
    """

    formula: ClassVar[str] = (
        "t ≤ n: η(t) = η·t / (n + 1);  t > n: η(t) = η·(r + (1 − r)·(1 + cos(π·x)) / 2);  "
        "x = (t − 1 − n) / (T − n)"
    )

    kind: Literal["cosine"] = "cosine"
    warmup_steps: Annotated[int, Field(ge=0, le=1_000_000)] = 100
    """Steps over which the learning rate rises from near 0."""
    final_fraction: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of the learning rate that is left at the end."""


class StepDecay(Document):
    """Multiplies the learning rate by a factor at even distances.

    Source: Krizhevsky, Sutskever and Hinton 2012 (AlexNet, by hand); `torch.optim.lr_scheduler.StepLR`.
    """

    formula: ClassVar[str] = "η(t) = η·γˣ;  x = ⌊(t − 1) / (k·E)⌋"

    kind: Literal["step"] = "step"
    every_epochs: Annotated[int, Field(ge=1, le=10_000)] = 1
    """Epochs between two drops."""
    factor: Factor = 0.5
    """What the learning rate is multiplied by at each drop."""


class MultiStep(Document):
    """Multiplies the learning rate by a factor after certain epochs.

    Source: He et al. 2016 (ResNet); `torch.optim.lr_scheduler.MultiStepLR`.
    """

    formula: ClassVar[str] = "η(t) = η·γˣ;  x = |{m : t > m·E}|"

    kind: Literal["multi_step"] = "multi_step"
    milestones: Annotated[tuple[Milestone, ...], Field(max_length=20)] = (1, 2)
    """Epochs after which the learning rate drops."""
    factor: Factor = 0.1
    """What the learning rate is multiplied by at each drop."""


class Exponential(Document):
    """Falls a little at every step, by the same share.

    Source: Darken and Moody 1990 (search, then converge); `torch.optim.lr_scheduler.ExponentialLR`, here
    spread over the steps of an epoch.
    """

    formula: ClassVar[str] = "η(t) = η·γˣ;  x = (t − 1) / E"

    kind: Literal["exponential"] = "exponential"
    factor: Factor = 0.7
    """What is left of the learning rate after each epoch."""


class OneCycle(Document):
    """Rises to the learning rate and falls far below where it began, both along half a cosine, over the whole run.

    Source: Smith and Topin 2018; `torch.optim.lr_scheduler.OneCycleLR`, momentum left alone.
    """

    formula: ClassVar[str] = (
        "p = s·T − 1;  c(a, b, x) = b + (a − b)·(1 + cos(π·x)) / 2;  "
        "t − 1 < p: η(t) = η·c(i, 1, (t − 1) / p);  "
        "t − 1 ≥ p: η(t) = η·c(1, r, (t − 1 − p) / (T − 1 − p))"
    )

    kind: Literal["one_cycle"] = "one_cycle"
    rise_fraction: Annotated[float, Field(ge=0, le=1)] = 0.3
    """Share of the run over which the learning rate rises."""
    initial_fraction: Annotated[float, Field(gt=0, le=1)] = 0.04
    """Share of the learning rate at the first step."""
    final_fraction: Annotated[float, Field(ge=0, le=1)] = 0.0001
    """Share of the learning rate that is left at the end."""


class Plateau(Document):
    """Multiplies the learning rate by a factor where the loss has stopped falling.

    Source: He et al. 2016 (ResNet, by hand); `torch.optim.lr_scheduler.ReduceLROnPlateau`.
    """

    formula: ClassVar[str] = (
        "η(t) = η·γˣ;  x = how often k evaluations in a row, and one more, brought no gain"
    )

    kind: Literal["plateau"] = "plateau"
    watch: Literal["test", "train"] = "test"
    """The loss that must fall: of the test set, or the mean of the steps since the last evaluation."""
    patience: Annotated[int, Field(ge=0, le=10_000)] = 3
    """Evaluations without a gain that are borne before the learning rate drops."""
    factor: Factor = 0.5
    """What the learning rate is multiplied by at each drop."""


AnySchedule = Annotated[
    Constant | Cosine | StepDecay | MultiStep | Exponential | OneCycle | Plateau, Field(discriminator="kind")
]
