"""From rows and checks to what the JSON routes give."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from math import isfinite
from urllib.parse import quote

from starlette.responses import Response

from layerlab.api.bodies import ProblemBody, RunBody, WhereBody
from layerlab.api.check_bodies import (
    AdviceBody,
    CheckReport,
    Edit,
    MemoryReport,
    NetworkReport,
    NodeReport,
)
from layerlab.experiment.advice import Advice
from layerlab.experiment.check import ExperimentCheck
from layerlab.experiment.document import Experiment
from layerlab.experiment.load import stored
from layerlab.kit.errors import Problem
from layerlab.network.check import Check
from layerlab.store.progress import headline
from layerlab.store.tables import RunRow

MAX_TOLD = 500
"""Problems in one answer: nobody reads on, and ten thousand are a megabyte."""


def utc(time: datetime | None) -> str:
    """`2026-05-01T12:30:00.000Z`; empty where there is no time yet."""
    return f"{time.isoformat(timespec='milliseconds')}Z" if time else ""


def metrics(row: RunRow) -> dict[str, float]:
    """The run's metrics; what is not finite can't travel as JSON and says nothing anyway."""
    known = json.loads(row.metrics)
    return {
        name: value for name, value in known.items() if isinstance(value, int | float) and isfinite(value)
    }


def run_body(row: RunRow) -> RunBody:
    """A run as its viewers see it."""
    return RunBody(
        id=row.id,
        number=row.number,
        state=row.state,
        step=row.step,
        total_steps=row.total_steps,
        created_at=utc(row.created_at),
        started_at=utc(row.started_at),
        ended_at=utc(row.ended_at),
        metrics=metrics(row),
        headline=headline(row.headline),
        term=row.term,
    )


def document_of(text: str) -> Experiment:
    """A stored document, brought to today's format."""
    return stored(text)


def problem_body(problem: Problem) -> ProblemBody:
    """A problem as the browser renders it."""
    return ProblemBody(
        code=problem.code, params=problem.params, where=WhereBody.model_validate(problem.where)
    )


def check_report(checked: ExperimentCheck, seconds_per_epoch: float, advice: Sequence[Advice]) -> CheckReport:
    """All problems, shapes and costs, and what would help."""
    return CheckReport(
        problems=[problem_body(problem) for problem in checked.problems[:MAX_TOLD]],
        networks={role: _network(network) for role, network in checked.networks.items()},
        memory=MemoryReport.model_validate(checked.memory),
        steps_per_epoch=checked.steps_per_epoch,
        total_steps=checked.total_steps,
        seconds_per_epoch=seconds_per_epoch,
        can_be_shown_untrained=checked.can_be_shown_untrained,
        advice=[
            AdviceBody(code=each.code, params=each.params, edit=Edit(path=list(each.path), value=each.value))
            for each in advice
        ],
    )


def _network(checked: Check) -> NetworkReport:
    nodes = {
        name: NodeReport(
            inputs=[list(value.shape) for value in node.inputs],
            output=list(node.output.shape) if node.output is not None else None,
            parameters=node.parameters,
            buffers=node.buffers,
            flops=node.flops,
        )
        for name, node in checked.nodes.items()
    }
    return NetworkReport(
        nodes=nodes,
        parameters=checked.parameters,
        buffers=checked.buffers,
        flops=checked.flops,
        activations=checked.activations,
    )


def attachment(response: Response, name: str) -> Response:
    """Let the browser save the answer under a name, whatever letters a title holds."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    response.headers["content-disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    return response
