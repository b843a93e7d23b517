"""What a user sets for two networks that play against each other. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.algorithms.gan.losses import AnyAdversarialLoss, NonSaturating
from layerlab.kit.document import QUIET, Document
from layerlab.kit.values import Value
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire


class Gan(Document):
    """A generator makes samples from noise, a discriminator tells them from real ones, and each learns from the other.

    Source: Goodfellow et al. 2014.
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("generator"), Role("discriminator"))
    parts: ClassVar[tuple[BatchPart, ...]] = (BatchPart("sample", ("vector", "image")),)
    wires: ClassVar[tuple[Wire, ...]] = (
        Wire("fake", "discriminator", source="generator"),
        Wire("real", "discriminator", part="sample"),
    )
    paired: ClassVar[bool] = False
    draws: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ()
    live_fields: ClassVar[dict[str, str]] = {"instance_noise": ""}

    kind: Literal["gan"] = "gan"
    sample: FieldPath = "data.image"
    """What the generator learns to make."""
    latent: Annotated[int, Field(ge=1, le=1_024)] = 16
    """Numbers of noise from which each sample is made."""

    loss: Annotated[AnyAdversarialLoss, Field(exclude_if=NonSaturating().__eq__, json_schema_extra=QUIET)] = (
        NonSaturating()
    )
    """What both play for."""
    discriminator_steps: Annotated[
        int, Field(ge=1, le=100, exclude_if=(1).__eq__, json_schema_extra=QUIET)
    ] = 1
    """The discriminator learns at each step, the generator once in so many."""
    instance_noise: Annotated[float, Field(ge=0, le=10, exclude_if=(0.0).__eq__, json_schema_extra=QUIET)] = (
        0.0
    )
    """How much noise blurs real and fake alike before the discriminator looks, as a standard deviation; 0 is off."""

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What a run is measured by: of the batch at every step, of the whole test set at every evaluation."""
        unit = self.loss.unit
        return (
            Metric(name="generator.loss", unit=unit, better="lower"),
            Metric(name="discriminator.loss", unit=unit, better="lower"),
            Metric(name="discriminator.accuracy", unit="share", axis="share"),
            Metric(name="distance", series="evaluation", better="lower", axis="log", headline=True),
        )

    @property
    def is_plain(self) -> bool:
        """Whether it is the first of all such games, in which both learn at each step from what is as it is."""
        return (self.loss, self.discriminator_steps, self.instance_noise) == (NonSaturating(), 1, 0.0)

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        networks = "generator, discriminator, generator_optimizer, discriminator_optimizer"
        file, functions, told = "step", ["train_step"], ""
        if not self.is_plain:
            loss = self.loss
            file, functions = (
                "adversarial",
                [loss.judges, loss.fools, *filter(None, [loss.steep]), "train_step"],
            )
            told = f", {loss.judges}, {loss.fools}, {loss.even!r}"
            told += f", step % {self.discriminator_steps} == 0" * (self.discriminator_steps > 1)
            told += f", steep={loss.steep}" * bool(loss.steep) + ", bounded=True" * loss.bounded
        return Printed(
            tells="how far what is made is from the real",
            file=f"algorithms/gan/{file}.py",
            functions=(*functions, "evaluate_generator"),
            step=f"loss, judged, told = train_step({networks}, samples, {self.latent!r}{told}{{settings}})",
            evaluation=f"test_distance = evaluate_generator(generator, test, {self.latent!r})",
            figures=(
                "generator {loss.item():.4f}",
                "discriminator {judged.item():.4f}",
                "right {told.item():.0%}",
            ),
            test_figures=("distance {test_distance:.4f}",),
        )

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        sample = parts["sample"].value
        return {
            "generator": Ends({"noise": Slot(Value("vector", (self.latent,)))}, sample),
            "discriminator": Ends(
                {"sample": Slot(sample, "sample")}, Value("vector", (1,)), self.loss.meaning
            ),
        }
