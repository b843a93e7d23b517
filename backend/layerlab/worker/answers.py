"""Answering private questions. They change nothing, not even the last bit."""

from __future__ import annotations

from math import prod

import torch
from torch import Tensor

from layerlab.experiment.parts import first_dataset
from layerlab.kit.errors import LayerlabError, Where
from layerlab.probes.feature_maps.read import node_outputs, sample_outputs
from layerlab.probes.gradient_maps.read import sample_gradients
from layerlab.probes.kernels.read import kernels
from layerlab.probes.saliency import saliency
from layerlab.protocol.queries import (
    Answer,
    KernelsShown,
    NodeGradientsShown,
    NodeOutputsShown,
    Query,
    SaliencyShown,
    ShowGradients,
    ShowKernels,
    ShowSaliency,
    ShowSample,
)
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.worker.session import Session


def answer(session: Session, question: Question) -> Reply | Decline:
    """The answer, or why there is none."""
    try:
        return Reply(id=question.id, answer=_shown(session, question.query))
    except LayerlabError as error:
        return Decline(id=question.id, code=error.code, params=error.params)


def _shown(session: Session, query: Query) -> Answer:
    view = session.view()
    if query.role not in session.state.networks:
        raise LayerlabError("role_unknown", {"role": query.role}, where=Where(field="role"))
    if isinstance(query, ShowSaliency):
        pixels = (
            _drawn(session, query.role, query.pixels)
            if query.sample < 0
            else _sample(session, query.role, query.sample)
        )
        top, gradient = saliency(view, query.role, pixels)
        return SaliencyShown(step=session.state.step, top=top, frame=gradient)
    if isinstance(query, ShowKernels):
        frame_of = kernels(view, query.role, query.channel)
        return KernelsShown(step=session.state.step, channel=query.channel, frame=frame_of)
    if isinstance(query, ShowGradients):
        _sample(session, query.role, query.sample)
        gradients = sample_gradients(view, query.role, query.sample)
        if gradients is None:
            raise LayerlabError("no_loss", {"role": query.role}, where=Where(field="role"))
        return NodeGradientsShown(step=session.state.step, frame=gradients)
    if isinstance(query, ShowSample):
        _sample(session, query.role, query.sample)
        frame = sample_outputs(view, query.role, query.sample)
    else:
        frame = node_outputs(view, query.role, _drawn(session, query.role, query.pixels))
    return NodeOutputsShown(step=session.state.step, frame=frame)


def _sample(session: Session, role: str, sample: int) -> Tensor:
    """A sample of the test set, uint8 (C, H, W)."""
    samples = session.view().samples(role)
    if sample >= len(samples):
        raise LayerlabError(
            "sample_unknown", {"count": len(samples), "dataset": first_dataset(session.experiment).title}
        )
    return samples.stored[sample]


def _drawn(session: Session, role: str, pixels: bytes) -> Tensor:
    """What a viewer drew, uint8 (C, H, W)."""
    shape = session.ends[role].sample.shape
    if len(pixels) != prod(shape):
        raise LayerlabError("drawing_size", {"wanted": prod(shape), "given": len(pixels)})
    return torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(shape)
