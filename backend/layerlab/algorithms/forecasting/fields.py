"""What a user sets for forecasting. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.algorithms.supervised.losses import Huber, MeanAbsoluteError, MeanSquaredError
from layerlab.kit.document import Document
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath, plural
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire

AnyDistance = Annotated[MeanSquaredError | MeanAbsoluteError | Huber, Field(discriminator="kind")]


class Forecasting(Document):
    """Learns from what was up to a moment what comes after it, several steps ahead at once.

    Source: Box and Jenkins 1970 (windows, differences, a test in time); `rmse` and `mae` are in the series' own units.
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("forecaster"),)
    parts: ClassVar[tuple[BatchPart, ...]] = (
        BatchPart("input", ("sequence", "vector")),
        BatchPart("target", ("vector",)),
        BatchPart("past", ("vector",), beside=True),
        BatchPart("future", ("vector",), beside=True),
    )
    wires: ClassVar[tuple[Wire, ...]] = (Wire("sample", "forecaster", part="input"),)
    paired: ClassVar[bool] = True
    draws: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("error", "answer", "forecast")
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric(name="loss", better="lower", axis="log"),
        Metric(name="rmse", series="evaluation", better="lower", axis="log", headline=True),
        Metric(name="mae", series="evaluation", better="lower", axis="log", panel=""),
        Metric(name="rmse_first", series="evaluation", better="lower", axis="log", panel=""),
        Metric(name="rmse_last", series="evaluation", better="lower", axis="log", panel=""),
        Metric(name="loss", series="evaluation", better="lower", axis="log"),
    )

    kind: Literal["forecasting"] = "forecasting"
    input: FieldPath = "data.window"
    """What the network is shown."""
    target: FieldPath = "data.answer"
    """What it is to answer: all steps ahead."""
    past: FieldPath = "data.past"
    """The series as it stands, up to the moment: the simple forecasts are told from it."""
    future: FieldPath = "data.future"
    """The series as it stands, from that moment on."""
    loss: AnyDistance = MeanSquaredError()
    """What is lowered: how far the answers are from the targets, all steps ahead alike."""

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        error, (shown, asked) = (
            self.loss.error,
            (plural(path.partition(".")[2]) for path in (self.input, self.target)),
        )
        past = plural(self.past.partition(".")[2])
        scales = ", ".join(f"{name.upper()}_{which}" for name in (shown, asked) for which in ("MEAN", "STD"))
        return Printed(
            tells="its error and a forecast",
            file="algorithms/forecasting/step.py",
            functions=(self.loss.compares, "train_step", "evaluate_forecasts", "forecast"),
            step=f"loss = train_step(forecaster, optimizer, inputs, targets, {error}{{settings}})",
            evaluation=(
                f"test_loss, test_errors, *_ = evaluate_forecasts(forecaster, test, {error}, {asked.upper()}_STD)"
            ),
            figures=("loss {loss.item():.4f}",),
            test_figures=(
                "test loss {test_loss:.4f}",
                "RMSE {test_errors[0]:.4g}",
                "MAE {test_errors[1]:.4g}",
            ),
            after=(
                "# The last of the test's forecasts; windows and pasts of your own are forecast in the same way.",
                f"newest = forecast(forecaster, test_{shown}[-1:], test_{past}[-1:], {scales}, lag={{lag}})",
                'print("forecast", *(f"{value:.4g}" for value in newest[0].tolist()))',
            ),
        )

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        shown = Slot(parts["input"].value, "input")
        return {"forecaster": Ends({"input": shown}, parts["target"].value)}
