"""Tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from layerlab.experiment.advice import Advice
from layerlab.experiment.check import ExperimentCheck
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.kit.errors import LayerlabError, Problem
from layerlab.kit.sentences import line
from layerlab.kit.values import words
from layerlab.network.check import NodeCheck


def presets(found: Iterable[Preset]) -> None:
    """One row a preset."""
    table = Table("preset", "title", "family", "parameters", box=None, header_style="bold")
    for preset in found:
        sizes = ", ".join(f"{role} {count:,}" for role, count in preset.parameters.items())
        table.add_row(preset.id, preset.title["en"], preset.family, sizes)
    Console().print(table)


def check(
    experiment: Experiment, checked: ExperimentCheck, seconds: float, advice: tuple[Advice, ...]
) -> None:
    """Shapes and costs of every node, sums, the problems, and what would fit. `seconds` an epoch; -1 is unknown."""
    console = Console()
    for role, network in checked.networks.items():
        table = Table("node", "layer", "in", "out", title=role, title_justify="left", box=None)
        for name in ("parameters", "FLOPs"):
            table.add_column(name, justify="right")
        rest = [node for node in network.nodes if node not in network.order]
        for node in (*network.order, *rest):
            known = network.nodes[node]
            table.add_row(
                node,
                network.layers[node].kind,
                ", ".join(words(value.sides) for value in known.inputs) or "–",
                words(known.output.sides) if known.output is not None else "–",
                f"{known.parameters:,}" if known.parameters else "",
                f"{known.flops:,}" if known.flops else "",
            )
        console.print(table)
        console.print(
            f"{network.parameters:,} parameters, {network.flops:,} FLOPs per sample", highlight=False
        )
    for cost in _costs(experiment, checked, seconds):
        console.print(cost, highlight=False)
    for problem in checked.problems:
        console.print(line(problem), style="red", highlight=False, markup=False, soft_wrap=True)
    if advice:
        console.print("What fits:", style="bold")
    for each in advice:
        console.print(f"  {_words(each)}: {_setting(each)}", highlight=False, markup=False, soft_wrap=True)
    if not checked.problems:
        console.print("No problems.", style="green")


def _costs(experiment: Experiment, checked: ExperimentCheck, seconds: float) -> Iterator[str]:
    batch, memory = experiment.pace.batch_size, checked.memory
    if memory.total:
        parts = ", ".join(f"{name} {size / 1e6:,.2f}" for name, size in asdict(memory).items())
        yield f"about {memory.total / 1e6:,.1f} MB while training ({parts}; at batch size {batch:,})"
    # A step goes forward and backward; the way back takes about twice as long.
    work = 3 * batch * sum(network.flops for network in checked.networks.values())
    yield (
        f"{checked.total_steps:,} steps ({checked.steps_per_epoch:,} per epoch), about {work:,} FLOPs per step"
    )
    if seconds >= 0:
        whole = seconds * checked.total_steps / checked.steps_per_epoch
        yield f"about {_time(seconds)} per epoch, {_time(whole)} in all, from what this computer has trained"


def _time(seconds: float) -> str:
    """`0.8 s`, `4:31`, `1 h 12`."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes = round(seconds) // 60
    return f"{minutes}:{round(seconds) % 60:02}" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"


def _words(advice: Advice) -> str:
    if advice.code == "use_size":
        return "{field} {value:,} in {node}".format_map(advice.params)
    name = "batch size" if advice.code == "use_batch_size" else "epochs"
    return f"{name} {advice.value:,}"


def _setting(advice: Advice) -> str:
    """The edit as it is typed."""
    return f"--set {'.'.join(advice.path)}={advice.value}"


def check_json(
    experiment: Experiment, checked: ExperimentCheck, seconds: float, advice: tuple[Advice, ...]
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "problems": [problem_json(problem) for problem in checked.problems],
        "networks": {
            role: {
                "nodes": {
                    node: {"kind": network.layers[node].kind, **_node_json(known)}
                    for node, known in network.nodes.items()
                },
                "parameters": network.parameters,
                "buffers": network.buffers,
                "flops": network.flops,
                "activations": network.activations,
            }
            for role, network in checked.networks.items()
        },
        "memory": {**asdict(checked.memory), "total": checked.memory.total},
        "steps_per_epoch": checked.steps_per_epoch,
        "total_steps": checked.total_steps,
        "seconds_per_epoch": seconds,
        "advice": [{**asdict(each), "set": _setting(each)} for each in advice],
    }


def _node_json(known: NodeCheck) -> dict[str, Any]:
    return {
        "inputs": [list(value.shape) for value in known.inputs],
        "output": list(known.output.shape) if known.output is not None else None,
        "parameters": known.parameters,
        "buffers": known.buffers,
        "flops": known.flops,
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """With the English sentence."""
    return {
        "code": problem.code,
        "params": problem.params,
        "where": asdict(problem.where),
        "message": line(problem),
    }


def refusal_json(error: LayerlabError) -> list[dict[str, Any]]:
    """All problems behind an error; the error itself where it has none beside it."""
    problems = error.problems or (Problem(error.code, error.params, error.where),)
    return [problem_json(problem) for problem in problems]
