"""What an experiment has for probes to read."""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of, parts_of
from layerlab.kit.members import members
from layerlab.network.blocks import layer_kinds
from layerlab.probes import AnyProbe
from layerlab.probes.availability import Offer
from layerlab.probes.base import Probe


def offers_of(experiment: Experiment) -> dict[str, Offer]:
    """What each network has for probes, by role."""
    algorithm = experiment.algorithm
    parts = {part: field.value.kind for part, field in parts_of(experiment).items()}
    return {
        role: Offer(
            meaning=ends.meaning,
            is_shown_samples=bool(ends.first.part),
            slots=tuple(slot.value for slot in ends.slots.values()),
            parts=parts,
            columns=frozenset(algorithm.columns),
            layers=layer_kinds(experiment.networks[role], experiment.blocks),
        )
        for role, ends in ends_of(experiment).items()
        if role in experiment.networks
    }


def roles_read(experiment: Experiment, probe: Probe) -> list[str]:
    """The networks in which `probe` finds something to read."""
    return [role for role, offer in offers_of(experiment).items() if offer.meets(probe.needs)]


def probes_of(experiment: Experiment) -> tuple[AnyProbe, ...]:
    """What is observed: the chosen probes, or, where nobody chose, one of each kind that finds something to read."""
    if experiment.probes is not None:
        return experiment.probes
    kinds = members(AnyProbe)
    return tuple(kinds[kind]() for kind in readable_probes(experiment))


def readable_probes(experiment: Experiment) -> list[str]:
    """The kinds of probe that find something to read in some network."""
    offers = offers_of(experiment).values()
    return [
        kind for kind, cls in members(AnyProbe).items() if any(offer.meets(cls.needs) for offer in offers)
    ]


def is_shown_samples(experiment: Experiment, role: str) -> bool:
    """Whether samples of the data enter this network: a generator is fed with noise."""
    offer = offers_of(experiment).get(role)
    return offer is None or offer.is_shown_samples


def readable_probes_by_role(experiment: Experiment) -> dict[str, list[str]]:
    """The same of each network that the algorithm knows."""
    return {
        role: [kind for kind, cls in members(AnyProbe).items() if offer.meets(cls.needs)]
        for role, offer in offers_of(experiment).items()
    }
