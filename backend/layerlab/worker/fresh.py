"""Networks as they are before their first step."""

from __future__ import annotations

from collections.abc import Callable

from layerlab.experiment.document import Experiment
from layerlab.network.blocks import Blocks
from layerlab.network.build import PlannedNetwork, build
from layerlab.network.document import Network
from layerlab.network.drawn import drawn_names
from layerlab.network.ends import Ends
from layerlab.network.plan import Plan, plan
from layerlab.nn.initialise import initialise_as
from layerlab.nn.seeding import mix
from layerlab.training.start import begin_with
from layerlab.worker.beginnings import Beginning, as_drawn

Planner = Callable[[Network, Ends, str, Blocks], Plan]


def fresh(
    experiment: Experiment, role: str, ends: Ends, planned: Planner = plan, beginning: Beginning = as_drawn
) -> PlannedNetwork:
    """One network on the CPU: drawn from the seed, with what it begins with from elsewhere.

    Raises LayerlabError with all its problems, as `planned` does.
    """
    network = build(planned(experiment.networks[role], ends, role, experiment.blocks))
    drawn = drawn_names(experiment.networks[role], experiment.blocks)
    initialise_as(network, mix(experiment.seed, role), drawn)
    begin_with(network, beginning(role))
    return network
