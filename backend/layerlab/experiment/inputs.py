"""Which inputs the networks of an experiment can be asked about."""

from __future__ import annotations

from typing import assert_never

from layerlab.datasets.stand_in import PICTURES
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of, sources_of
from layerlab.kit.errors import LayerlabError, Where
from layerlab.protocol.inputs import AnyInput, Numbers, Pixels, Sample, Text


def role_asked(experiment: Experiment, role: str) -> str:
    """The role that is meant: the algorithm's first where none is named. Raises LayerlabError."""
    name = role or experiment.algorithm.roles[0].name
    if name not in experiment.networks or name not in ends_of(experiment):
        raise LayerlabError("role_unknown", {"role": name}, where=Where(field="role"))
    return name


def require_fitting(experiment: Experiment, role: str, given: AnyInput) -> None:
    """Raises LayerlabError where the network of `role` can't be given this input."""
    misfit = _misfit(experiment, role, given)
    if misfit is not None:
        raise misfit


def roles_fitting(experiment: Experiment, given: AnyInput) -> list[str]:
    """The networks that can be given this input."""
    return [role for role in ends_of(experiment) if _misfit(experiment, role, given) is None]


def require_pinnable(experiment: Experiment, given: AnyInput) -> None:
    """Raises LayerlabError, as the first network says it, where no network can be given this input."""
    if not roles_fitting(experiment, given):
        require_fitting(experiment, role_asked(experiment, ""), given)


def _misfit(experiment: Experiment, role: str, given: AnyInput) -> LayerlabError | None:
    """What is wrong with an input, if anything. A network that no data enter takes no pixels and no numbers."""
    slot = ends_of(experiment)[role].first
    kind, wanted = slot.value.kind if slot.part else "", slot.value.count()
    match given:
        case Sample():
            # A network that is fed with noise has some of its own to each number.
            return _no_sample(experiment, slot.part, given) if kind else None
        case Pixels(pixels=pixels):
            if kind != "image":
                return LayerlabError("pixels_not_taken", {"role": role})
            if len(pixels) != wanted:
                return LayerlabError("drawing_size", {"wanted": wanted, "given": len(pixels)})
        case Numbers(values=values):
            if kind != "vector":
                return LayerlabError("numbers_not_taken", {"role": role})
            if len(values) != wanted:
                return LayerlabError("numbers_count", {"wanted": wanted, "given": len(values)})
        case Text():
            if kind != "tokens":
                return LayerlabError("text_not_taken", {"role": role})
        case _:
            assert_never(given)
    return None


def _no_sample(experiment: Experiment, part: str, sample: Sample) -> LayerlabError | None:
    dataset = sources_of(experiment)[part].dataset
    count = {**dataset.splits(), "train": dataset.train_count}.get(sample.split, 0)
    if not dataset.has_data and sample.split in dataset.splits():
        count = PICTURES
    if sample.index < count:
        return None
    return LayerlabError("sample_unknown", {"count": count, "dataset": dataset.title})
