"""Plan and weights -> an ONNX model: each block is a function of its own, each operator bears the path of its node.

A viewer shows what a block is called, and opens it. Copies of a block that compute alike share one function; their
weights stand in the model under the names that PyTorch has for them, and are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from onnx import (
    FunctionProto,
    ModelProto,
    NodeProto,
    OperatorSetIdProto,
    TensorProto,
    ValueInfoProto,
    helper,
    numpy_helper,
)

from layerlab.kit.values import Length, Value
from layerlab.network.blocks import Level, enclosing
from layerlab.network.graph import Ref
from layerlab.network.onnx.activations import ACTIVATIONS
from layerlab.network.onnx.attending import ATTENDING
from layerlab.network.onnx.convolutions import CONVOLUTIONS
from layerlab.network.onnx.moving import MOVING
from layerlab.network.onnx.node import NodeWriter, Rule, unknown
from layerlab.network.onnx.norms import NORMS
from layerlab.network.onnx.pooling import POOLINGS
from layerlab.network.onnx.scope import Arrays, Scope
from layerlab.network.onnx.sequences import SEQUENCES
from layerlab.network.passed_over import PassedOver, passed_over
from layerlab.network.plan import LENGTHS, Plan, Step

OPSET, IR_VERSION = 20, 9
"""ONNX 1.15, of 2023: what runs elsewhere lags behind, and nothing here needs more."""
BLOCKS = "layerlab.blocks"
"""The domain of the functions that blocks are."""
BATCH = "N"

RULES: dict[str, Rule] = {
    **ACTIVATIONS,
    **ATTENDING,
    **CONVOLUTIONS,
    **MOVING,
    **NORMS,
    **POOLINGS,
    **SEQUENCES,
}
"""How each module is said, by its call."""


def model(plan: Plan, weights: Arrays, name: str, *, holds_weights: bool = True) -> ModelProto:
    """The network as it answers in tests: of heads the main one alone, and what only trains is left out.

    `weights`: by the names of its `state_dict`. Without `holds_weights` they are inputs of the model, and so named.
    Raises LayerlabError `onnx_unknown` where a layer can't be said in ONNX; it names the node.
    """
    left = passed_over(plan)
    plan, written = left.plan, _Model(left, weights)
    inputs = [_described(node, value) for node, value in plan.inputs.items()]
    outputs = [_described(node, plan.values[ref]) for node, ref in written.results.items()]
    arrays = {each: weights[each] for each in written.whole.weights}
    kept = []
    if holds_weights:
        kept = [numpy_helper.from_array(np.ascontiguousarray(array), each) for each, array in arrays.items()]
    else:
        inputs += [_declared(each, array) for each, array in arrays.items()]
    graph = helper.make_graph(written.whole.nodes, name, inputs, outputs, initializer=kept)
    return helper.make_model(
        graph,
        functions=[function for function, _ in written.functions.values()],
        opset_imports=_opsets(),
        ir_version=IR_VERSION,
    )


class _Model:
    """The work of writing one."""

    def __init__(self, left: PassedOver, weights: Arrays) -> None:
        plan = left.plan
        self._plan, self._source, self._weights = plan, left.source, weights
        main = dict([next(iter(plan.outputs.items()))]) if plan.heads else plan.outputs
        self.results = main
        """What leaves, by output node."""
        self._steps = needed(plan, main.values())
        self._users: dict[Ref, set[str]] = {}
        for step in self._steps:
            for ref in step.inputs:
                if ref is not None:
                    self._users.setdefault(ref, set()).add(step.node)
        self.functions: dict[tuple[str, bytes], tuple[FunctionProto, int]] = {}
        """By the block and what one does; the number of others of that block before it."""
        self.whole = Scope("", weights)
        self.whole.names = {Ref(node): node for node in plan.inputs}
        self._fill(self.whole, self._steps)
        for node, ref in main.items():
            self.whole.lead_out(ref, node)

    def _fill(self, scope: Scope, steps: Sequence[Step]) -> None:
        """Write these steps; those inside of one copy of a block are a call of its function."""
        for copy, inside in groupby(steps, lambda step: self._copy_at(scope.path, step.node)):
            if copy:
                self._call(scope, copy, list(inside))
            else:
                for step in inside:
                    self._write(scope, step)

    def _copy_at(self, path: str, node: str) -> str:
        """The outermost copy of a block inside of `path` that a node stands in; empty where it stands in none."""
        inner = (each for each in enclosing(node) if len(each) > len(path))
        return next((each for each in inner if each in self._plan.opened.levels), "")

    def _write(self, scope: Scope, step: Step) -> None:
        rule = RULES.get(step.call.target)
        if rule is None:
            raise unknown(step.node)
        # All sequences of a batch are of one length here, and nothing is padded.
        taken = [ref for ref in step.inputs if ref is not None and ref.port != LENGTHS]
        refs = [ref for ref in step.refs if ref.port != LENGTHS]
        names, given = [scope.names[ref] for ref in taken], [self._plan.values[ref] for ref in taken]
        node = NodeWriter(step, scope.local(step.node), names, given, scope)
        told = rule(node)
        results = node.finished((told,) if isinstance(told, str) else told)
        scope.nodes += node.written
        scope.names |= dict(zip(refs, results, strict=True))

    def _call(self, scope: Scope, copy: str, steps: list[Step]) -> None:
        """A call of the function that a copy of a block is, which is written here where there is none like it yet."""
        level = self._plan.opened.levels[copy]
        inside = Scope(copy, self._weights)
        inputs, outputs = self._ends(level, steps)
        inside.names = {ref: node for node, ref in inputs.items()}
        self._fill(inside, steps)
        for node, ref in outputs.items():
            inside.lead_out(ref, node)
        signature = [*inputs, *inside.weights.values()]
        name = self._function(level.block, signature, list(outputs), inside.nodes)
        at = scope.local(copy)
        results = {ref: at if len(outputs) == 1 else f"{at}.{node}" for node, ref in outputs.items()}
        handed = [*(scope.names[ref] for ref in inputs.values()), *map(scope.weight, inside.weights)]
        scope.nodes.append(helper.make_node(name, handed, list(results.values()), name=at, domain=BLOCKS))
        scope.names |= results

    def _ends(self, level: Level, steps: Sequence[Step]) -> tuple[dict[str, Ref], dict[str, Ref]]:
        """What enters and leaves a copy of a block, by its own input and output nodes; what is used of it, and once."""
        own = {step.node for step in steps}
        made = {ref for step in steps for ref in step.refs}
        wanted = {ref for step in steps for ref in step.inputs if ref is not None} - made
        inputs, outputs = dict[Ref, str](), dict[Ref, str]()
        for node, layer in level.layers.items():
            if not layer.inputs and (ref := self._source(level.known.get(Ref(node)))) in wanted:
                inputs.setdefault(ref, node)
            elif layer.inputs and not layer.outputs:
                ref = self._source(level.known.get(level.graph.arriving[node]["in"][0]))
                if ref in made and (self._users.get(ref, set()) - own or ref in self.results.values()):
                    outputs.setdefault(ref, node)
        return {node: ref for ref, node in inputs.items()}, {node: ref for ref, node in outputs.items()}

    def _function(self, block: str, inputs: list[str], outputs: list[str], nodes: list[NodeProto]) -> str:
        """What a function is called that does just this: the block's name, and a number where it has several."""
        made = helper.make_function(BLOCKS, block, inputs, outputs, nodes, _opsets())
        key = block, made.SerializeToString(deterministic=True)
        if key not in self.functions:
            others = sum(each == block for each, _ in self.functions)
            made.name = f"{block}_{others + 1}" if others else block
            self.functions[key] = made, others
        return self.functions[key][0].name


def needed(plan: Plan, results: Iterable[Ref]) -> list[Step]:
    """The steps that these results hang on, in the order of the plan."""
    wanted = set(results)
    kept = []
    for step in reversed(plan.steps):
        if not wanted.isdisjoint(step.refs):
            kept.append(step)
            wanted |= {ref for ref in step.inputs if ref is not None}
    return kept[::-1]


def _opsets() -> list[OperatorSetIdProto]:
    return [helper.make_opsetid("", OPSET), helper.make_opsetid(BLOCKS, 1)]


def _described(name: str, value: Value) -> ValueInfoProto:
    """A batch of any size; what differs from sample to sample bears its name."""
    sides = [side.name if isinstance(side, Length) else side for side in value.sides]
    kind = TensorProto.INT64 if value.kind in ("tokens", "label") else TensorProto.FLOAT
    return helper.make_tensor_value_info(name, kind, [BATCH, *sides])


def _declared(name: str, array: NDArray[np.generic]) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, array.shape)
