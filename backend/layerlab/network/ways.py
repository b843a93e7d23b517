"""Where ways through a network meet again, and which of them is the main one. No torch."""

from __future__ import annotations

from layerlab.network.plan import Plan


def main_ways(plan: Plan) -> dict[str, int]:
    """Of each sum, by path: which of the values that it takes came the longest way; all others may be left out.

    Of two ways of one length the first is the main one, as in the document.
    """
    depth: dict[str, int] = dict.fromkeys(plan.inputs, 0)
    ways: dict[str, int] = {}
    for step in plan.steps:
        taken = [-1 if ref is None else depth[ref.node] for ref in step.inputs]
        depth[step.node] = 1 + max(taken, default=0)
        if plan.opened.layers[step.node].sums and len(taken) > 1:
            ways[step.node] = taken.index(max(taken))
    return ways
