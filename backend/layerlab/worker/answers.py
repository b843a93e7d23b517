"""Answering private questions. They change nothing, not even the last bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from layerlab.experiment.check import batch_within
from layerlab.experiment.document import Experiment
from layerlab.experiment.inputs import require_fitting, role_asked
from layerlab.kit.errors import LayerlabError, Where
from layerlab.probes.augmented import augmented
from layerlab.probes.by_depth import gradient_by_depth
from layerlab.probes.detections.read import found_in
from layerlab.probes.feature_maps.read import node_outputs
from layerlab.probes.gradient_maps.read import sample_gradients
from layerlab.probes.kernels.read import kernels
from layerlab.probes.prefixes import gradient_through_time, prefixes
from layerlab.probes.saliency import saliency
from layerlab.probes.seq_probe.read import states
from layerlab.probes.view import View
from layerlab.probes.writing.read import continued
from layerlab.protocol.frames import AugmentedFrame, Frame
from layerlab.protocol.inputs import Sample
from layerlab.protocol.queries import (
    Aspect,
    ContinueText,
    GradientByDepth,
    GradientThroughTime,
    Query,
    Show,
    ShowAugmented,
    ShowKernels,
    Shown,
    ShowWithout,
)
from layerlab.protocol.worker import Decline, Question, Reply
from layerlab.training.data import Data
from layerlab.worker.session import Session
from layerlab.worker.without import without


def answer(session: Session, question: Question) -> Reply | Decline:
    """The answer, or why there is none."""
    try:
        return Reply(id=question.id, answer=_shown(session, question.query))
    except LayerlabError as error:
        return Decline(id=question.id, code=error.code, params=error.params)


def _shown(session: Session, query: Query) -> Shown:
    if isinstance(query, ShowAugmented):
        return Shown(
            step=session.state.step, frames=(shown_augmented(session.data, session.experiment, query),)
        )
    view, role = session.view(), role_asked(session.experiment, query.role)
    frames: tuple[Frame, ...]
    match query:
        case Show(input=given, of=aspects):
            require_fitting(session.experiment, role, given)
            frames = tuple(_shown_aspect(view, role, query, aspect) for aspect in aspects)
        case ShowKernels(channel=channel):
            frames = (kernels(view, role, channel),)
        case GradientByDepth():
            batch = batch_within(session.experiment, role, query.batch)
            depth = gradient_by_depth(view, role, batch, frozenset(query.without))
            if depth is None:
                raise LayerlabError("no_loss", {"role": role}, where=Where(field="role"))
            frames = (depth,)
        case GradientThroughTime(input=given):
            require_fitting(session.experiment, role, given)
            through = gradient_through_time(view, role, query.node, given, query.back)
            if through is None:
                raise LayerlabError("no_loss", {"role": role}, where=Where(field="role"))
            frames = (through,)
        case ShowWithout(nodes=nodes, samples=samples):
            frames = (without(session, role, nodes, samples),)
        case ContinueText():
            frames = (continued(view, role, query),)
        case _:
            assert_never(query)
    return Shown(step=session.state.step, frames=frames)


def shown_augmented(data: Data, experiment: Experiment, query: ShowAugmented) -> AugmentedFrame:
    """What the augmentations of the experiment make of a training image, whatever its networks are."""
    return augmented(data, experiment.augmentation, experiment.seed, query.sample, query.count)


def _shown_aspect(view: View, role: str, query: Show, aspect: Aspect) -> Frame:
    frame = ASPECTS[aspect](view, role, query)
    if frame is None:
        raise LayerlabError("no_loss", {"role": role}, where=Where(field="role"))
    return frame


def _outputs(view: View, role: str, query: Show) -> Frame | None:
    return node_outputs(view, role, query.input, query.nodes, small=query.small)


def _gradients(view: View, role: str, query: Show) -> Frame | None:
    if not isinstance(query.input, Sample):
        raise LayerlabError("no_target", {"role": role}, where=Where(field="input"))
    return sample_gradients(view, role, query.input, query.nodes, small=query.small)


def _saliency(view: View, role: str, query: Show) -> Frame | None:
    return saliency(view, role, query.input)


def _boxes(view: View, role: str, query: Show) -> Frame | None:
    return found_in(view, role, query.input)


def _states(view: View, role: str, query: Show) -> Frame | None:
    return states(view, role, query.input)


def _prefixes(view: View, role: str, query: Show) -> Frame | None:
    return prefixes(view, role, query.input)


ASPECTS: dict[Aspect, Callable[[View, str, Show], Frame | None]] = {
    "outputs": _outputs,
    "gradients": _gradients,
    "saliency": _saliency,
    "boxes": _boxes,
    "states": _states,
    "prefixes": _prefixes,
}
"""What reads each of them; None where the network has no answer of the kind that it needs."""
