"""A plan without what is switched off, for whoever writes a network down and never switches it on again. No torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layerlab.network.graph import Ref
from layerlab.network.plan import Plan
from layerlab.network.switched import is_off


@dataclass(frozen=True)
class PassedOver:
    """What is left of a plan, and where that comes from which leaves a node that is off."""

    plan: Plan
    passed: Mapping[Ref, Ref]

    def source(self, ref: Ref | None) -> Ref | None:
        """Where a value comes from once what is off is passed over."""
        while ref is not None and ref in self.passed:
            ref = self.passed[ref]
        return ref


def passed_over(plan: Plan) -> PassedOver:
    """The network of the document without the nodes and uses of blocks that are off in it."""
    off = frozenset(path for path in plan.opened.off if path in plan.passing)
    # The outermost last: within a block that is off, nothing is run.
    passed: dict[Ref, Ref] = {}
    for path in sorted(off, key=len, reverse=True):
        leaving = plan.uses[path] if path in plan.uses else Ref(path, plan.opened.layers[path].outputs[0])
        if leaving != plan.passing[path]:
            passed[leaving] = plan.passing[path]
    left = PassedOver(plan, passed)
    if not passed:
        return left
    steps = tuple(
        replace(step, inputs=tuple(map(left.source, step.inputs)))
        for step in plan.steps
        if not is_off(step.node, off)
    )
    outputs = {node: left.source(ref) or ref for node, ref in plan.outputs.items()}
    uses = {path: left.source(ref) or ref for path, ref in plan.uses.items() if not is_off(path, off)}
    return PassedOver(replace(plan, steps=steps, outputs=outputs, uses=uses), passed)
