"""Answering private questions. They change nothing, not even the last bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from layerlab.experiment.inputs import require_fitting, role_asked
from layerlab.kit.errors import LayerlabError, Where
from layerlab.probes.feature_maps.read import node_outputs
from layerlab.probes.gradient_maps.read import sample_gradients
from layerlab.probes.kernels.read import kernels
from layerlab.probes.saliency import saliency
from layerlab.probes.view import View
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import AnyInput, Sample
from layerlab.protocol.queries import Aspect, Query, Show, ShowKernels, Shown
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.worker.session import Session


def answer(session: Session, question: Question) -> Reply | Decline:
    """The answer, or why there is none."""
    try:
        return Reply(id=question.id, answer=_shown(session, question.query))
    except LayerlabError as error:
        return Decline(id=question.id, code=error.code, params=error.params)


def _shown(session: Session, query: Query) -> Shown:
    view, role = session.view(), role_asked(session.experiment, query.role)
    frames: tuple[Frame, ...]
    match query:
        case Show(input=given, of=aspects):
            require_fitting(session.experiment, role, given)
            frames = tuple(_shown_aspect(view, role, given, aspect) for aspect in aspects)
        case ShowKernels(channel=channel):
            frames = (kernels(view, role, channel),)
        case _:
            assert_never(query)
    return Shown(step=session.state.step, frames=frames)


def _shown_aspect(view: View, role: str, given: AnyInput, aspect: Aspect) -> Frame:
    frame = ASPECTS[aspect](view, role, given)
    if frame is None:
        raise LayerlabError("no_loss", {"role": role}, where=Where(field="role"))
    return frame


def _gradients(view: View, role: str, given: AnyInput) -> Frame | None:
    if not isinstance(given, Sample):
        raise LayerlabError("no_target", {"role": role}, where=Where(field="input"))
    return sample_gradients(view, role, given)


ASPECTS: dict[Aspect, Callable[[View, str, AnyInput], Frame | None]] = {
    "outputs": node_outputs,
    "gradients": _gradients,
    "saliency": saliency,
}
"""What reads each of them; None where the network has no answer of the kind that it needs."""
