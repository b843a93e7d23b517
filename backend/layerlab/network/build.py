"""Plan -> nn.Module."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from layerlab.kit.call import Call
from layerlab.network.plan import Plan
from layerlab.nn.add import Add
from layerlab.nn.concat import Concat

MODULES: dict[str, type[nn.Module]] = {
    "Add": Add,
    "Concat": Concat,
    "nn.AvgPool2d": nn.AvgPool2d,
    "nn.BatchNorm2d": nn.BatchNorm2d,
    "nn.Conv2d": nn.Conv2d,
    "nn.Dropout": nn.Dropout,
    "nn.Flatten": nn.Flatten,
    "nn.Linear": nn.Linear,
    "nn.MaxPool2d": nn.MaxPool2d,
    "nn.ReLU": nn.ReLU,
    "nn.Softmax": nn.Softmax,
    "nn.Tanh": nn.Tanh,
}
"""What a layer's call may name. A table, so that no text of a document ever chooses what is imported."""


class PlannedNetwork(nn.Module):
    """A network that runs its plan. Its children bear the names of the nodes, and so do its saved weights."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        last_use = {name: step.node for step in plan.steps for name in step.inputs}
        line = []
        for step in plan.steps:
            child = module(step.call)
            self.add_module(step.node, child)
            done = tuple(name for name, user in last_use.items() if user == step.node and name != plan.result)
            line.append((step.node, child, step.inputs, done))
        # Beside the children themselves: looking them up by name costs more than a small layer's arithmetic.
        self._line = tuple(line)

    def forward(self, x: Tensor) -> Tensor:
        values = {self.plan.input: x}
        for node, child, inputs, done in self._line:
            values[node] = child(*[values[name] for name in inputs])
            for name in done:
                del values[name]
        return values[self.plan.result]

    def trace(self, x: Tensor) -> dict[str, Tensor]:
        """What every node gives, by node: input first, then in the order of the plan, output last."""
        values = {self.plan.input: x}
        for node, child, inputs, _ in self._line:
            values[node] = child(*[values[name] for name in inputs])
        values[self.plan.output] = values[self.plan.result]
        return values


def module(call: Call) -> nn.Module:
    """One module of the plan, with PyTorch's own first weights."""
    arguments: dict[str, Any] = dict(call.arguments)
    return MODULES[call.target](**arguments)


def build(plan: Plan) -> PlannedNetwork:
    """The network in PyTorch. Its weights still have to be drawn by `initialise`."""
    return PlannedNetwork(plan)
