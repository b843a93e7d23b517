"""From an experiment with variants to the plain ones that are run, and back."""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.variant import PARTS, Variant


def plain(experiment: Experiment) -> Experiment:
    """The experiment itself, without its variants: what a run of it executes."""
    return experiment.model_copy(update={"variants": ()}) if experiment.variants else experiment


def as_variant(experiment: Experiment, variant: Variant) -> Experiment:
    """A plain experiment: the whole with what the variant has otherwise."""
    given = {part: getattr(variant, part) for part in PARTS if getattr(variant, part) is not None}
    return plain(experiment).model_copy(update=given)


def ways(experiment: Experiment) -> dict[str, Experiment]:
    """The plain experiment of each variant by its name; of two of one name the first counts."""
    found: dict[str, Experiment] = {}
    for variant in experiment.variants:
        found.setdefault(variant.name, as_variant(experiment, variant))
    return found


def name_of(experiment: Experiment) -> str:
    """Which of its variants the experiment itself is; empty where it is none of them."""
    own = plain(experiment)
    return next((name for name, way in ways(experiment).items() if way == own), "")


def compared(title: str, *told: tuple[str, Experiment]) -> Experiment:
    """The first of these, with all of them as its variants: each says what it has otherwise and nothing else."""
    first = told[0][1].model_copy(update={"title": title})
    return first.model_copy(
        update={
            "variants": tuple(
                Variant(
                    name=name, **{part: getattr(way, part) for part in PARTS if differs(part, first, way)}
                )
                for name, way in told
            )
        }
    )


def differs(part: str, one: Experiment, other: Experiment) -> bool:
    """Whether a part of two experiments is not the same."""
    return bool(getattr(one, part) != getattr(other, part))
