"""From what is asked about to what enters a network. Nothing else makes a tensor of an input."""

from __future__ import annotations

from typing import assert_never

import torch
from torch import Tensor

from layerlab.probes.view import View
from layerlab.protocol.inputs import AnyInput, Numbers, Pixels, Sample, Text
from layerlab.training.tokens import tokens_of


def entering(view: View, role: str, given: AnyInput) -> Tensor:
    """A batch of one, as the network of `role` takes it; one that does not fit was refused before.

    Pixels and numbers go the way of the data set's own: they are brought to its form, and scaled as it is.
    """
    slot = view.ends[role].first
    match given:
        case Sample(index=index) if not slot.part:
            return view.shown(role, index, 1)
        case Sample(split=split, index=index):
            return view.data.tables[split][slot.part][index : index + 1]
        case Pixels(pixels=pixels):
            # A copy of its own: torch may write to what it is given.
            stored = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(slot.value.shape)
        case Numbers(values=values):
            stored = torch.tensor(values, dtype=torch.float32)
        case Text(text=text):
            stored = torch.tensor(tokens_of(text, view.samples(role).field.names), dtype=torch.int64)
        case _:
            assert_never(given)
    return view.samples(role).as_batch(stored)


def label_of(view: View, given: AnyInput) -> int:
    """The category that a sample is of; -1 where it has none, or none is known."""
    if not isinstance(given, Sample):
        return -1
    target = view.data.tables[given.split].get("target")
    return -1 if target is None or target.field.value.kind != "label" else int(target.stored[given.index])
