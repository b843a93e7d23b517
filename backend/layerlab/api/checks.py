"""Checks of a document while it is edited."""

from __future__ import annotations

from fastapi import APIRouter

from layerlab.api.check_bodies import CheckReport, CheckRequest, TargetBody, TargetsReport, TargetsRequest
from layerlab.api.convert import check_report, problem_body
from layerlab.api.reading import ReckoningRoute
from layerlab.api.services import ServicesOf
from layerlab.experiment.advice import advise
from layerlab.experiment.check import check_experiment
from layerlab.experiment.parts import ends_of
from layerlab.kit.errors import LayerlabError, Problem, Where
from layerlab.network.document import Network
from layerlab.network.ends import Ends, Slot
from layerlab.network.graph import Ref
from layerlab.network.targets import targets

router = APIRouter(prefix="/api", tags=["checks"], route_class=ReckoningRoute)


@router.post("/check")
def check(body: CheckRequest, services: ServicesOf) -> CheckReport:
    """All problems, shapes and costs of an experiment, and edits that bring it within the limits."""
    checked = check_experiment(body.experiment)
    seconds = services.speeds.seconds_per_epoch(services.database, body.experiment, checked)
    return check_report(checked, seconds, advise(body.experiment, checked))


@router.post("/targets")
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
        ends_of(body.experiment).get(body.role, Ends({"": Slot(body.experiment.dataset.sample)})),
        Ref(node, body.port or _first_port(network, node, backwards=backwards)),
        backwards=backwards,
        role=body.role,
    )
    return TargetsReport(
        targets={
            node: {port: _verdict(problem) for port, problem in ports.items()}
            for node, ports in verdicts.items()
        }
    )


def _first_port(network: Network, node: str, *, backwards: bool) -> str:
    """Where a wire begins that names no port; the usual one where the node has none."""
    if node in network.nodes:
        layer = network.nodes[node].layer
        ports = tuple(port.name for port in layer.inputs) if backwards else layer.outputs
        if ports:
            return ports[0]
    return "in" if backwards else "out"


def _verdict(problem: Problem | None) -> TargetBody:
    return TargetBody(allowed=problem is None, problem=problem_body(problem) if problem else None)
