"""A network that writes, one step of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from layerlab.algorithms.language_model import alone, carried
from layerlab.algorithms.language_model.counting import Tokens, counted
from layerlab.algorithms.language_model.fields import LanguageModel
from layerlab.nn.carrying import first_states
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch, Column, Data
from layerlab.training.places import clip_norm_of


@dataclass(frozen=True)
class Foreseeing:
    """Learning to write, as the fields have it."""

    carry: bool

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of passages."""
        network, optimizer, texts = state.networks["writer"], state.optimizers["writer"], batch["text"]
        clip_norm = state.settings[clip_norm_of("writer")]
        if not self.carry:
            return {"loss": alone.train_step(network, optimizer, texts, clip_norm=clip_norm)}
        blank = first_states(network, len(texts))
        # What was carried on another number of streams belongs to none of these.
        before = [state.memory.get(_name(at), zeros) for at, zeros in enumerate(blank)]
        fits = all(known.shape == zeros.shape for known, zeros in zip(before, blank, strict=True))
        loss, reached = carried.train_step(
            network, optimizer, texts, before if fits else blank, clip_norm=clip_norm
        )
        state.memory |= {_name(at): left for at, left in enumerate(reached)}
        return {"loss": loss}

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Read the text that is held out."""
        ask = carried.evaluate_writer if self.carry else alone.evaluate_writer
        loss, perplexity = ask(state.networks["writer"], (batch["text"] for batch in batches))
        metrics = {"loss": loss, "perplexity": perplexity}
        return Evaluation(step=state.step, metrics=metrics, columns={})

    def references(self, data: Data) -> dict[str, dict[str, float]]:
        """What counting comes to on the text that is held out."""
        learnt, held = data.train["text"], data.test["text"]
        return {"loss": counted(_texts(learnt), _texts(held), learnt.field.value.categories)}


def _texts(column: Column) -> Tokens:
    """Passages that go on from each other are one text."""
    rows: Tokens = column.stored.cpu().numpy().astype(np.int64)
    if not column.field.goes_on or not len(rows):
        return rows
    return np.concatenate([rows[0, :1], rows[:, 1:].ravel()])[None]


def _name(at: int) -> str:
    """Under which a carried state stands in the memory."""
    return f"carried.{at}"


def algorithm(fields: LanguageModel) -> Foreseeing:
    """A language model as these fields have it."""
    return Foreseeing(fields.carry)
