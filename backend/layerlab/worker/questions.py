"""Answering private questions. They change nothing, not even the last bit."""

from __future__ import annotations

from math import prod

import torch

from layerlab.kit.errors import LayerlabError, Where
from layerlab.probes.feature_maps.read import node_outputs, sample_outputs
from layerlab.probes.view import View
from layerlab.protocol.queries import NodeOutputsShown, Query, ShowSample
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.worker.session import Session


def answer(session: Session, question: Question) -> Reply | Decline:
    """The answer, or why there is none."""
    try:
        return Reply(id=question.id, answer=_shown(session, question.query))
    except LayerlabError as error:
        return Decline(id=question.id, code=error.code, params=error.params)


def _shown(session: Session, query: Query) -> NodeOutputsShown:
    view = View(session.state, session.data)
    if query.role not in session.state.networks:
        raise LayerlabError("role_unknown", {"role": query.role}, where=Where(field="role"))
    if isinstance(query, ShowSample):
        count = len(session.data.test_images)
        if query.sample >= count:
            raise LayerlabError(
                "sample_unknown", {"count": count, "dataset": session.experiment.dataset.title}
            )
        frame = sample_outputs(view, query.role, query.sample)
    else:
        shape = session.experiment.dataset.sample_shape
        if len(query.pixels) != prod(shape):
            raise LayerlabError("drawing_size", {"wanted": prod(shape), "given": len(query.pixels)})
        pixels = torch.frombuffer(bytearray(query.pixels), dtype=torch.uint8).reshape(shape)
        frame = node_outputs(view, query.role, pixels)
    return NodeOutputsShown(step=session.state.step, frame=frame)
