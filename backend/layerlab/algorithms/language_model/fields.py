"""What a user sets for a network that writes. No torch here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from layerlab.kit.document import Document
from layerlab.kit.values import Value
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role, Wire

_HERE = "algorithms/language_model"


class LanguageModel(Document):
    """Reads a text and says at each character which one comes next; what it finds likely, it can write.

    Source: Elman 1990; Mikolov et al. 2010; gradients cut off behind a passage as by Williams and Peng 1990.
    """

    roles: ClassVar[tuple[Role, ...]] = (Role("writer"),)
    wires: ClassVar[tuple[Wire, ...]] = (Wire("text", "writer", part="text"),)
    paired: ClassVar[bool] = True
    draws: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric(name="loss", unit="nats", better="lower"),
        Metric(name="loss", series="evaluation", unit="nats", better="lower", headline=True),
        Metric(name="perplexity", series="evaluation", better="lower", axis="log"),
    )

    kind: Literal["language_model"] = "language_model"
    text: FieldPath = "data.text"
    """What it learns to write."""
    carry: bool = True
    """Goes on from passage to passage with the state that the one before left; else each begins with nothing read."""

    @property
    def parts(self) -> tuple[BatchPart, ...]:
        """What each step takes from the data."""
        return (BatchPart("text", ("tokens",), in_order=self.carry),)

    @property
    def printed(self) -> Printed:
        """Its part of an exported script."""
        figures = ("loss {loss.item():.4f}",)
        after = (
            "# Texts of your own are written on in the same way.",
            'print(generate(writer, SYMBOLS, text="", temperature=0.8, seed=1{mark}))',
        )
        test_figures = ("test loss {test_loss:.4f}", "perplexity {test_perplexity:.3f}")
        if not self.carry:
            return Printed(
                tells="how well it foresees the next character",
                file=f"{_HERE}/alone.py",
                functions=("train_step", "evaluate_writer"),
                step="loss = train_step(writer, optimizer, texts{settings})",
                evaluation="test_loss, test_perplexity = evaluate_writer(writer, test)",
                figures=figures,
                test_figures=test_figures,
                after=after,
                spells=True,
            )
        return Printed(
            tells="how well it foresees the next character",
            file=f"{_HERE}/carried.py",
            functions=("train_step", "evaluate_writer"),
            step="loss, states = train_step(writer, optimizer, texts, states{settings})",
            evaluation="test_loss, test_perplexity = evaluate_writer(writer, test)",
            figures=figures,
            test_figures=test_figures,
            before=("states = first_states(writer, BATCH_SIZE)",),
            after=after,
            spells=True,
        )

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        """What enters and must leave each network, for these fields of the data."""
        shown = parts["text"].value
        answer = Value("sequence", (shown.sides[0], shown.categories))
        return {"writer": Ends({"text": Slot(shown, "text")}, answer, "next_token", reads_on=True)}
