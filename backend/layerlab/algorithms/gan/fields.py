"""What a user sets for two networks that play against each other. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.values import Value
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire


class Gan(Document):
    """A generator makes samples from noise, a discriminator tells them from real ones, and each learns from the other.

    Source: Goodfellow et al. 2014, with the generator's loss that does not saturate.
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
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric(name="generator.loss", unit="nats", better="lower"),
        Metric(name="discriminator.loss", unit="nats", better="lower"),
        Metric(name="discriminator.accuracy", unit="share", axis="share"),
        Metric(name="distance", series="evaluation", better="lower", axis="log", headline=True),
    )

    kind: Literal["gan"] = "gan"
    sample: FieldPath = "data.image"
    """What the generator learns to make."""
    latent: Annotated[int, Field(ge=1, le=1_024)] = 16
    """Numbers of noise from which each sample is made."""

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        networks = "generator, discriminator, generator_optimizer, discriminator_optimizer"
        return Printed(
            tells="how far what is made is from the real",
            file="algorithms/gan/step.py",
            functions=("train_step", "evaluate_generator"),
            step=f"loss, judged, told = train_step({networks}, samples, {self.latent!r}{{settings}})",
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
            "discriminator": Ends({"sample": Slot(sample, "sample")}, Value("vector", (1,)), "log_odds"),
        }
