"""What supervised learning can lower. Each loss says what it asks of the data and of the network, and what it measures.

No torch here: what each of them does stands in the file that its `printed` names.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import QUIET, Document
from layerlab.kit.values import Value, ValueKind
from layerlab.network.ends import Meaning
from layerlab.protocol.metrics import CLASSIFIER, Metric
from layerlab.training.fields import DataField
from layerlab.training.printed import Printed

Metrics = tuple[Metric, ...]

_MEASURED = tuple(metric for metric in CLASSIFIER if metric.unit != "rate")

_REGRESSION: Metrics = (
    Metric(name="loss", better="lower", axis="log"),
    Metric(name="loss", series="evaluation", better="lower", axis="log"),
    Metric(name="r2", series="evaluation", unit="share", better="higher", headline=True),
)

_HERE = "algorithms/supervised"


def _is_off(switch: object) -> bool:
    return switch is False


class Loss(Document):
    """What every loss says of itself."""

    takes: ClassVar[tuple[ValueKind, ...]]
    """The kinds of target that it can compare an answer with."""
    categories: ClassVar[int] = 0
    """How many categories a target must have; 0 is any number."""
    meaning: ClassVar[Meaning]
    """What the network's answer is to it."""
    measures: ClassVar[Metrics]
    """What a run is measured by: of the batch at every step, of the whole test set at every evaluation."""
    columns: ClassVar[tuple[str, ...]]
    """What an evaluation says of each sample."""

    @property
    def more_measures(self) -> Metrics:
        """What it is measured by, too, as its fields have it."""
        return ()

    heads: ClassVar[bool] = False
    """Whether it can be asked of several answers of one network, so that the losses are added."""

    @property
    def takes_heads(self) -> bool:
        """The same, as its fields have it."""
        return self.heads

    @property
    def at_every_step(self) -> bool:
        """Whether it asks for an answer at each step of a sequence."""
        return False

    live_fields: ClassVar[dict[str, str]] = {}
    """Fields that can change in mid-run; each step reads them from the state's settings."""

    def answer(self, target: DataField) -> Value:
        """What must leave the network, for targets from this field of the data."""
        return target.value

    @property
    @abstractmethod
    def printed(self) -> Printed:
        """Its part of an exported script."""


class _OfClasses(Loss):
    """The surprise of the network at the true class."""

    takes: ClassVar[tuple[ValueKind, ...]] = ("label",)
    measures: ClassVar[Metrics] = _MEASURED
    columns: ClassVar[tuple[str, ...]] = ("predicted", "surprise", "probability")
    file: ClassVar[str]
    """Where its functions stand, beside this one."""

    @property
    def arguments(self) -> str:
        """What its functions are given of its fields, as source: `, 1.0`."""
        return ""

    @property
    def printed(self) -> Printed:
        return Printed(
            tells="the test accuracy as it rises",
            file=f"{_HERE}/{self.file}",
            functions=("train_step", "evaluate_classifier"),
            step=(
                f"loss, accuracy = train_step(classifier, optimizer, inputs, targets{self.arguments}{{settings}})"
            ),
            evaluation=f"test_loss, test_accuracy, *_ = evaluate_classifier(classifier, test{self.arguments})",
            figures=("loss {loss.item():.4f}",),
            test_figures=("test loss {test_loss:.4f}", "test accuracy {test_accuracy:.2%}"),
            heads="train_step_with_heads" if self.takes_heads else "",
        )


class CrossEntropy(_OfClasses):
    """The surprise of the network at the true class, -log p, where p is the softmax of its answer.

    Source: Bridle 1990; `torch.nn.functional.cross_entropy`.
    """

    meaning: ClassVar[Meaning] = "logits"
    file: ClassVar[str] = "classification.py"
    heads: ClassVar[bool] = True
    live_fields: ClassVar[dict[str, str]] = {"label_smoothing": ""}
    formula: ClassVar[str] = "L = −Σ q·log p;  q = (1 − ε)·[true class] + ε/C"

    kind: Literal["cross_entropy"] = "cross_entropy"
    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of certainty that is taken from the true class and spread over all, while training; 0 is off."""
    top: Annotated[int, Field(ge=0, le=100, exclude_if=(0).__eq__, json_schema_extra=QUIET)] = 0
    """Tests also tell how often the true class is among the first so many; 0 is off."""
    class_weights: Annotated[
        Literal["none", "balanced"], Field(exclude_if="none".__eq__, json_schema_extra=QUIET)
    ] = "none"
    """What a sample of each class counts: balanced, all classes weigh the same, however rare they are."""
    balanced_accuracy: Annotated[bool, Field(exclude_if=_is_off, json_schema_extra=QUIET)] = False
    """Tests also tell the mean share of right answers in each class: a rare class counts as much as a common one."""
    every_step: Annotated[bool, Field(exclude_if=_is_off, json_schema_extra=QUIET)] = False
    """Asks for the answer at each step of a sequence, the later the more it weighs: so it reads beginnings, too."""

    @property
    def takes_heads(self) -> bool:
        return self.class_weights == "none" and not self.every_step

    @property
    def at_every_step(self) -> bool:
        return self.every_step

    @property
    def more_measures(self) -> Metrics:
        names = [*([f"top{self.top}"] * bool(self.top)), *(["balanced_accuracy"] * self.balanced_accuracy)]
        return tuple(
            Metric(name=name, series="evaluation", unit="share", better="higher", axis="share")
            for name in names
        )

    def answer(self, target: DataField) -> Value:
        return Value("vector", (target.value.categories,))

    @property
    def printed(self) -> Printed:
        weighs = self.class_weights == "balanced"
        given = ", class_weights" if weighs else ""
        if not weighs and not self.every_step:
            return self._with_top(super().printed, given)
        printed = replace(
            super().printed,
            file=f"{_HERE}/{'every_step' if self.every_step else 'weighted'}.py",
            step=f"loss, accuracy = train_step(classifier, optimizer, inputs, targets{given}{{settings}})",
            evaluation=f"test_loss, test_accuracy, *_ = evaluate_classifier(classifier, test{given})",
            before=("class_weights = balanced_weights({target}, {classes}).to(device)",) if weighs else (),
        )
        return self._with_top(printed, given)

    def _with_top(self, printed: Printed, given: str) -> Printed:
        """The same, which also tells how often the true class is among the first, where tests do."""
        if not self.top:
            return printed
        name = f"test_top{self.top}"
        told = f"evaluate_with_top(evaluate_classifier, classifier, test, {self.top}{given})"
        return replace(
            printed,
            evaluation=f"test_loss, test_accuracy, {name} = {told}",
            test_figures=(*printed.test_figures, f"test top-{self.top} accuracy {{{name}:.2%}}"),
        )


class BinaryCrossEntropy(_OfClasses):
    """The surprise at the true one of two classes, where the network gives one number: the log-odds of the second.

    Source: Cox 1958 (logistic regression); `torch.nn.functional.binary_cross_entropy_with_logits`.
    """

    categories: ClassVar[int] = 2
    meaning: ClassVar[Meaning] = "log_odds"
    file: ClassVar[str] = "binary.py"
    formula: ClassVar[str] = "L = −y·log σ(z) − (1 − y)·log(1 − σ(z))"

    kind: Literal["binary_cross_entropy"] = "binary_cross_entropy"

    def answer(self, target: DataField) -> Value:
        return Value("vector", (1,))


class Hinge(_OfClasses):
    """How far every other class stays behind the true one: what is further away than the margin costs nothing.

    Source: Crammer and Singer 2001; Weston and Watkins 1999; `torch.nn.functional.multi_margin_loss`.
    """

    measures: ClassVar[Metrics] = tuple(
        metric.model_copy(update={"unit": "none", "axis": "linear"}) if metric.name == "loss" else metric
        for metric in _MEASURED
    )
    columns: ClassVar[tuple[str, ...]] = ("predicted", "surprise")
    meaning: ClassVar[Meaning] = "scores"
    file: ClassVar[str] = "hinge.py"
    formula: ClassVar[str] = "L = Σ max(0, m − d)ᵖ / C;  d = z(true class) − z(other class)"

    kind: Literal["hinge"] = "hinge"
    margin: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """By how much the score of the true class has to lie above each other one."""
    power: Annotated[int, Field(ge=1, le=2)] = 1
    """1 weighs what is missing of the margin as it is, 2 squares it: then large mistakes weigh most."""

    @property
    def arguments(self) -> str:
        return f", {self.margin!r}, {self.power!r}"

    def answer(self, target: DataField) -> Value:
        return Value("vector", (target.value.categories,))


class _OfNumbers(Loss):
    """A distance between the answer and a target of numbers."""

    takes: ClassVar[tuple[ValueKind, ...]] = ("vector", "image")
    meaning: ClassVar[Meaning] = "numbers"
    measures: ClassVar[Metrics] = _REGRESSION
    columns: ClassVar[tuple[str, ...]] = ("error", "answer")

    compares: ClassVar[str]
    """The function of `regression.py` that says how far off each number is."""

    @property
    def error(self) -> str:
        """The same with its fields, as source."""
        return self.compares

    @property
    def printed(self) -> Printed:
        return Printed(
            tells="how much of the targets' variance is explained",
            file=f"{_HERE}/regression.py",
            functions=(self.compares, "train_step", "evaluate_regression"),
            step=f"loss = train_step(network, optimizer, inputs, targets, {self.error}{{settings}})",
            evaluation=f"test_loss, test_r2, *_ = evaluate_regression(network, test, {self.error})",
            figures=("loss {loss.item():.4f}",),
            test_figures=("test loss {test_loss:.4f}", "R² {test_r2:.2%}"),
            names={"classifier": "network"},
        )


class MeanSquaredError(_OfNumbers):
    """The mean of the squared differences: large errors weigh most, and the best answer is the mean.

    Source: Legendre 1805; Gauss 1809; `torch.nn.functional.mse_loss`.
    """

    formula: ClassVar[str] = "L = mean (ŷ − y)²"

    compares: ClassVar[str] = "squared_error"

    kind: Literal["mean_squared_error"] = "mean_squared_error"


class MeanAbsoluteError(_OfNumbers):
    """The mean of the differences without their sign: outliers weigh no more than others, the median is best.

    Source: Boscovich 1757; `torch.nn.functional.l1_loss`.
    """

    formula: ClassVar[str] = "L = mean |ŷ − y|"

    compares: ClassVar[str] = "absolute_error"

    kind: Literal["mean_absolute_error"] = "mean_absolute_error"


class Huber(_OfNumbers):
    """Squared for small differences, a straight line for large ones.

    Source: Huber 1964; `torch.nn.functional.huber_loss`.
    """

    formula: ClassVar[str] = "|d| ≤ δ: d²/2;  |d| > δ: δ·(|d| − δ/2);  d = ŷ − y"

    compares: ClassVar[str] = "huber_error"

    kind: Literal["huber"] = "huber"
    delta: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """Where the square ends and the line begins, in units of the scaled target."""

    @property
    def error(self) -> str:
        return f"partial({self.compares}, delta={self.delta!r})"


AnyLoss = Annotated[
    CrossEntropy | BinaryCrossEntropy | Hinge | MeanSquaredError | MeanAbsoluteError | Huber,
    Field(discriminator="kind"),
]
