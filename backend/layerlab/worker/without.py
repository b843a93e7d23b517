"""Asking the test set with single nodes switched off: what each of them is worth to the network as it is now."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from layerlab.experiment.check import check_experiment
from layerlab.kit.errors import LayerlabError, Where
from layerlab.network.build import PlannedNetwork, off_in, switch_off
from layerlab.protocol.frames import NodeWithout, WithoutFrame
from layerlab.protocol.metrics import Metric, headline_of
from layerlab.training.contract import Evaluation
from layerlab.training.data import EVALUATION_BATCH, Batch
from layerlab.worker.session import Session

MAX_FLOPS = 4 * 10**10
"""One pass over the samples takes a core a few seconds at most."""
NO_NUMBER = -1e30


def without(session: Session, role: str, nodes: tuple[str, ...], samples: int) -> WithoutFrame:
    """What the network answers with all that it has now, and without each of these nodes by itself.

    Raises LayerlabError where there is nothing to compare, or where the shapes say that a node can't be left out. The
    state of training is as before, to the last bit.
    """
    metric, network = _compared(session), session.state.networks[role]
    assert isinstance(network, PlannedNetwork)
    for node in nodes:
        if node not in network.plan.passing:
            raise LayerlabError("nothing_passes", {"node": node}, where=Where(role, node))
    flops = check_experiment(session.experiment).networks[role].flops
    batches = Batches(session, max(1, min(samples, MAX_FLOPS // max(1, flops))))
    was, memory = off_in(network), dict(session.state.memory)
    told: list[tuple[str, Evaluation]] = []
    try:
        switch_off(network, was - set(nodes))
        whole = session.algorithm.evaluate(session.state, batches)
        for node in nodes:
            switch_off(network, was - set(nodes) | {node})
            told.append((node, session.algorithm.evaluate(session.state, batches)))
    finally:
        switch_off(network, was)
        # A mean over the steps since the last evaluation begins anew with each.
        session.state.memory.update(memory)
    return WithoutFrame(
        role=role,
        samples=len(batches),
        metric=metric.name,
        value=_value(whole, metric),
        by_class=_by_class(whole, batches),
        nodes=tuple(
            NodeWithout(
                node=node,
                value=_value(one, metric),
                changed=_changed(whole, one),
                by_class=_by_class(one, batches),
            )
            for node, one in told
        ),
    )


class Batches:
    """Samples of the test set, evenly spaced, as often as they are asked for."""

    def __init__(self, session: Session, samples: int) -> None:
        self._table = session.data.test
        count = min(len(column) for column in self._table.values())
        device = next(iter(self._table.values())).stored.device
        kept = min(samples, count)
        self._rows = (torch.arange(kept) * count // kept).to(device)
        self.classes = self._table["target"].field.value.categories if "target" in self._table else 0

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Batch]:
        for rows in self._rows.split(EVALUATION_BATCH):
            yield {part: column[rows] for part, column in self._table.items()}

    @property
    def targets(self) -> Tensor:
        """What each sample is."""
        return self._table["target"][self._rows]


def _compared(session: Session) -> Metric:
    metric = headline_of(session.metrics)
    if metric is None or metric.series != "evaluation" or "test" not in session.data.tables:
        raise LayerlabError("nothing_to_compare")
    return metric


def _value(evaluation: Evaluation, metric: Metric) -> float:
    value = evaluation.metrics.get(metric.name, NO_NUMBER)
    return value if abs(value) < abs(NO_NUMBER) else NO_NUMBER


def _changed(whole: Evaluation, one: Evaluation) -> int:
    if "predicted" not in whole.columns:
        return -1
    return int((whole.columns["predicted"] != one.columns["predicted"]).sum())


def _by_class(evaluation: Evaluation, batches: Batches) -> bytes:
    """The share of each class that is told right; empty where none are told apart."""
    if "predicted" not in evaluation.columns:
        return b""
    truth, predicted = batches.targets.flatten(), evaluation.columns["predicted"].flatten()
    there = torch.bincount(truth, minlength=batches.classes)
    right = torch.bincount(truth[predicted == truth], minlength=len(there))
    with np.errstate(invalid="ignore"):
        shares = right.cpu().numpy() / there.cpu().numpy()
    told: bytes = shares.astype("<f4").tobytes()
    return told
