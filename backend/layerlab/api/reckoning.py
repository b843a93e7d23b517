"""What is worked out from a body alone: no database, no web framework, so that a small process can do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from pydantic import BaseModel, ValidationError

from layerlab.api.bodies import ProblemBody, ValueBody, WhereBody
from layerlab.api.check_bodies import (
    AdviceBody,
    CheckReport,
    CheckRequest,
    Edit,
    MemoryReport,
    NetworkReport,
    NodeReport,
    ReachBody,
    TargetBody,
    TargetsReport,
    TargetsRequest,
)
from layerlab.experiment.advice import Advice, advise
from layerlab.experiment.check import ExperimentCheck, check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.invalid import faults
from layerlab.experiment.offers import is_shown_samples, readable_probes, readable_probes_by_role
from layerlab.experiment.parts import ends_of, first_dataset, metrics_of
from layerlab.kit.errors import LayerlabError, Problem, Where
from layerlab.kit.values import Length, Value
from layerlab.layers.reach import Reach
from layerlab.network.check import Check
from layerlab.network.ends import Ends, Slot
from layerlab.network.graph import Ref
from layerlab.network.targets import targets

MAX_TOLD = 500
"""Problems in one answer: nobody reads on, and ten thousand are a megabyte."""
SAME_CLASS = 16.0
"""Up to this ratio of work in a step, one run says something about another."""
OVERHEAD_S = 0.0005
"""Of a step, however small the network: the calls themselves."""


@dataclass(frozen=True)
class SpeedSample:
    """One run that was measured."""

    device: str
    work: int
    """FLOPs of a step's forward passes."""
    step_s: float


def validated(model: type[BaseModel], value: Any) -> BaseModel:
    """Raises LayerlabError with the first faults."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = faults(error, model, value)
    first = problems[0]
    raise LayerlabError(first.code, first.params, 422, first.where, problems)


def check(body: CheckRequest, samples: Sequence[SpeedSample]) -> CheckReport:
    """All problems, shapes and costs of an experiment, and edits that bring it within the limits."""
    checked = check_experiment(body.experiment)
    seconds = seconds_per_epoch(samples, body.experiment, checked)
    return check_report(checked, seconds, advise(body.experiment, checked))


def allowed_targets(body: TargetsRequest) -> TargetsReport:
    """Where a wire that was started may end, and why not elsewhere."""
    network = body.experiment.networks.get(body.role)
    if network is None:
        raise LayerlabError("missing_role", {"role": body.role}, where=Where(role=body.role))
    if (body.source is None) == (body.target is None):
        raise LayerlabError("one_end_of_wire", where=Where(field="source"))
    backwards, node = body.source is None, body.source or body.target or ""
    verdicts = targets(
        network,
        ends_of(body.experiment).get(body.role, Ends({"": Slot(first_dataset(body.experiment).sample)})),
        Ref(node, body.port or ""),
        backwards=backwards,
        role=body.role,
        blocks=body.experiment.blocks,
        inside=body.inside,
    )
    return TargetsReport(
        targets={
            node: {port: _verdict(problem) for port, problem in ports.items()}
            for node, ports in verdicts.items()
        }
    )


def _verdict(problem: Problem | None) -> TargetBody:
    return TargetBody(allowed=problem is None, problem=problem_body(problem) if problem else None)


def seconds_per_epoch(
    samples: Sequence[SpeedSample], experiment: Experiment, checked: ExperimentCheck
) -> float:
    """Told from the run with the most similar work; -1 where none is similar."""
    work = work_of(experiment, checked)
    if not work or checked.problems:
        return -1.0
    near = [
        sample
        for sample in samples
        if sample.device == experiment.device and 1 / SAME_CLASS <= work / sample.work <= SAME_CLASS
    ]
    if not near:
        return -1.0
    sample = min(near, key=lambda sample: abs(log(work / sample.work)))
    fixed = min(OVERHEAD_S, sample.step_s / 2)
    return checked.steps_per_epoch * (fixed + (sample.step_s - fixed) * work / sample.work)


def work_of(experiment: Experiment, checked: ExperimentCheck) -> int:
    """FLOPs of a step's forward passes."""
    return experiment.pace.batch_size * sum(network.flops for network in checked.networks.values())


def problem_body(problem: Problem) -> ProblemBody:
    """A problem as the browser renders it."""
    return ProblemBody(
        code=problem.code, params=problem.params, where=WhereBody.model_validate(problem.where)
    )


def value_body(value: Value) -> ValueBody:
    """A value as the browser draws and writes it."""
    sides = [side.name if isinstance(side, Length) else side for side in value.sides]
    return ValueBody(kind=value.kind, sides=sides, categories=value.categories)


def check_report(checked: ExperimentCheck, seconds_per_epoch: float, advice: Sequence[Advice]) -> CheckReport:
    """All problems, shapes and costs, and what would help."""
    readable = readable_probes_by_role(checked.experiment)
    return CheckReport(
        problems=[problem_body(problem) for problem in checked.problems[:MAX_TOLD]],
        networks={
            role: _network(network, readable.get(role, []), shown=is_shown_samples(checked.experiment, role))
            for role, network in checked.networks.items()
        },
        memory=MemoryReport.model_validate(checked.memory),
        steps_per_epoch=checked.steps_per_epoch,
        total_steps=checked.total_steps,
        seconds_per_epoch=seconds_per_epoch,
        can_be_shown_untrained=checked.can_be_shown_untrained,
        is_shown_in_part=checked.is_shown_in_part,
        metrics=list(metrics_of(checked.experiment)),
        readable_probes=readable_probes(checked.experiment),
        advice=[
            AdviceBody(code=each.code, params=each.params, edit=Edit(path=list(each.path), value=each.value))
            for each in advice
        ],
    )


def _reach_body(reach: tuple[Reach, ...]) -> ReachBody:
    return ReachBody(
        sizes=[side.size for side in reach],
        first=[float(side.first) for side in reach],
        jump=[float(side.jump) for side in reach],
    )


def _network(checked: Check, readable_probes: list[str], *, shown: bool) -> NetworkReport:
    places: dict[Value, int] = {}

    def place(value: Value) -> int:
        return places.setdefault(value, len(places))

    reaches: dict[tuple[Reach, ...], int] = {}
    nodes = {
        name: NodeReport(
            given={port: [place(value) for value in values] for port, values in node.given.items()},
            outputs={port: place(value) for port, value in node.outputs.items()},
            parameters=node.parameters,
            buffers=node.buffers,
            flops=node.flops,
            reach=reaches.setdefault(node.reach, len(reaches)) if node.reach else -1,
        )
        for name, node in (checked.nodes | checked.uses).items()
    }
    return NetworkReport(
        nodes=nodes,
        values=[value_body(value) for value in places],
        reaches=[_reach_body(reach) for reach in reaches],
        parameters=checked.parameters,
        buffers=checked.buffers,
        flops=checked.flops,
        activations=checked.activations,
        readable_probes=readable_probes,
        is_shown_samples=shown,
    )
