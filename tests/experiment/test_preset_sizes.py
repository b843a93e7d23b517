"""The sizes that presets are laid out by are those in which the page draws their nodes."""

from __future__ import annotations

import json

import pytest

from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.sizes import named_below, size_of
from layerlab.kit.members import members
from layerlab.kit.values import Value
from layerlab.layers import AnyLayer
from support import repository

TABLE = json.loads((repository.ROOT / "frontend/src/graph/tileSizes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['name']} {case['value']}")
def test_a_node_is_as_large_as_the_page_draws_it(case: dict[str, object]) -> None:
    value = case["value"]
    known = Value(value["kind"], tuple(value["sides"])) if isinstance(value, dict) else None
    layer = members(AnyLayer)[case["kind"]]()
    width, height = size_of(str(case["name"]), layer, known)
    # The page rounds to whole pixels.
    assert (width, height) == (
        pytest.approx(case["width"], abs=0.51),
        pytest.approx(case["height"], abs=0.51),
    )


@pytest.mark.parametrize("name", PRESETS)
def test_names_of_neighbouring_beads_do_not_touch(name: str) -> None:
    experiment = PRESETS[name].experiment()
    inside = [block.network for block in experiment.blocks.values()]
    for network in [*experiment.networks.values(), *inside]:
        beads = [
            (node.position.y, node.position.x + 15, named_below(each, node.layer))
            for each, node in network.nodes.items()
            if named_below(each, node.layer)
        ]
        for y, x, width in beads:
            for other_y, other_x, other in beads:
                apart = abs(x - other_x)
                if (y, x) != (other_y, other_x) and abs(y - other_y) < 12:
                    assert apart >= (width + other) / 2, (x, other_x)
