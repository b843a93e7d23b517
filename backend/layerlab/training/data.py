"""The data of a run on its device, and what one step sees of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import torch
from torch import Tensor

from layerlab.kit.values import Split, ValueKind
from layerlab.nn.lengths import trimmed
from layerlab.training.fields import DataField
from layerlab.training.inputs import to_inputs, to_numbers, to_pixels, to_targets
from layerlab.training.streams import rows_in_streams

EVALUATION_BATCH = 250
"""Samples of the test set that are asked at once. Fixed: another size gives other last bits."""

MOST_KEPT_BYTES = 64 * 2**20
"""A test set of so many bytes as numbers is converted once: doing it anew takes a fifteenth of an evaluation."""
MOST_KEPT_TRAINING_BYTES = 4 * 2**20
"""So is a training set: points and tables, whose networks are small enough to wait for it at every step."""

Batch = dict[str, Tensor]
"""What one step sees: by part of the algorithm (`input`, `target`), each with the samples first."""

Converter = Callable[[Tensor], Tensor]
"""From entries as they are stored to what a network or a loss takes."""


def _image(declared: DataField, _device: torch.device) -> Converter:
    assert isinstance(declared.mean, float)
    assert isinstance(declared.std, float)
    return partial(to_inputs, mean=declared.mean, std=declared.std)


def _numbers(declared: DataField, device: torch.device) -> Converter:
    mean, std = (
        torch.tensor(value, dtype=torch.float32, device=device) for value in (declared.mean, declared.std)
    )
    return partial(to_numbers, mean=mean, std=std)


def _categories(_declared: DataField, _device: torch.device) -> Converter:
    return to_targets


def _places(_declared: DataField, _device: torch.device) -> Converter:
    return to_pixels


CONVERTERS: dict[ValueKind, Callable[[DataField, torch.device], Converter]] = {
    "image": _image,
    "vector": _numbers,
    "sequence": _numbers,
    "tokens": _categories,
    "label": _categories,
    "boxes": _places,
    "labels": _categories,
}
"""How entries of each kind become what a network or a loss takes."""


class Column:
    """One field of one split on the device, as it is stored; entries are converted when they are asked for."""

    def __init__(self, declared: DataField, stored: Tensor, alike: Sequence[Converter] = ()) -> None:
        """`alike`: what is done to every image of it at last."""
        self.field = declared
        self.stored = stored
        """Shape: (n, *sides), of the type that the field declares."""
        self._convert = CONVERTERS[declared.value.kind](declared, stored.device)
        self._alike = tuple(alike) if declared.value.kind == "image" else ()

    def __len__(self) -> int:
        return len(self.stored)

    def __getitem__(self, rows: Tensor | slice) -> Tensor:
        """These entries, as a network or a loss takes them."""
        return self.converted(self.stored[rows])

    def converted(self, entries: Tensor) -> Tensor:
        """Entries in the form that is stored, as a network or a loss takes them."""
        numbers = self._convert(entries)
        for change in self._alike:
            numbers = change(numbers)
        return self.trimmed(numbers)

    def trimmed(self, numbers: Tensor) -> Tensor:
        """Sequences as long as the longest of them; of all else there is nothing to trim."""
        return trimmed(numbers) if self.field.value.length else numbers

    def as_batch(self, entry: Tensor) -> Tensor:
        """One entry from elsewhere, in the form that is stored, as a batch of one."""
        return self.converted(entry.to(self.stored.device).unsqueeze(0))

    @property
    def bytes_converted(self) -> int:
        """What all of it takes when it is converted."""
        return self.stored.numel() * torch.float32.itemsize


Table = dict[str, Column]
"""One split, by part of the algorithm."""


@dataclass(frozen=True)
class Data:
    """What an algorithm takes of its data, on the device, by split and part."""

    tables: dict[Split, Table]
    in_order: bool = False
    """Whether samples go on from each other: then the test set is asked in streams, too."""
    _kept: dict[int, Batch] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Converted batches of the test set, by their number."""
    _learnt_from: dict[str, Tensor | Column] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The training set by part, converted where that is kept: what gives entries as a network or a loss takes them."""

    @property
    def train(self) -> Table:
        """What is learnt from."""
        return self.tables["train"]

    @property
    def test(self) -> Table:
        """What is never learnt from."""
        return self.tables["test"]

    def batch(self, rows: dict[str, Tensor], changed: Converter | None = None) -> Batch:
        """These rows of the training set, by part. `changed`: what becomes of images before they are converted."""
        if changed is not None:
            return {part: self._changed(self.train[part], chosen, changed) for part, chosen in rows.items()}
        if not self._learnt_from:
            for part, column in self.train.items():
                keeps = column.bytes_converted <= MOST_KEPT_TRAINING_BYTES
                self._learnt_from[part] = column[:] if keeps else column
        return {
            part: self.train[part].trimmed(self._learnt_from[part][chosen]) for part, chosen in rows.items()
        }

    def _changed(self, column: Column, rows: Tensor, changed: Converter) -> Tensor:
        if column.field.value.kind != "image":
            return column[rows]
        return column.converted(changed(column.stored[rows]))

    def test_batches(self) -> Iterator[Batch]:
        """The whole test set in its own order, or, where samples go on from each other, in as many streams as fit."""
        keeps = sum(column.bytes_converted for column in self.test.values()) <= MOST_KEPT_BYTES
        for first, rows in enumerate(self._test_rows()):
            batch = self._kept.get(first)
            if batch is None:
                batch = {part: column[rows] for part, column in self.test.items()}
            if keeps:
                self._kept[first] = batch
            yield batch

    def _test_rows(self) -> Iterator[slice | Tensor]:
        """The samples of each batch of the test set."""
        count = min(len(column) for column in self.test.values())
        if self.in_order:
            yield from rows_in_streams(count, EVALUATION_BATCH)
        else:
            yield from (slice(first, first + EVALUATION_BATCH) for first in range(0, count, EVALUATION_BATCH))


def samples_in(batch: Batch) -> int:
    """How many samples a batch holds."""
    return len(next(iter(batch.values())))
