"""By which names first weights are drawn once layers have been put together into a block."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.network.blocks import Blocks
from layerlab.network.document import Block
from layerlab.network.drawn import drawn_names
from layerlab.nn.initialise import former_name
from support.blocks import NESTED, around, res, row


def seeded(block: str, seeds: dict[str, str], **given: Any) -> UseBlock:
    return UseBlock(block=block, seeds=seeds, **given)


def test_without_a_word_of_it_everything_is_drawn_by_its_own_name() -> None:
    assert drawn_names(around(res_1=UseBlock(block="res")), {"res": res()}) == {}
    assert "seeds" not in UseBlock(block="res").model_dump(), "a use of before is written as before"


@pytest.mark.parametrize("repeat", [1, 2])
def test_each_copy_is_drawn_by_the_names_that_its_layers_had(repeat: int) -> None:
    seeds = {"0/conv2d_1": "conv2d_2", "0/conv2d_2": "conv2d_3", "1/conv2d_1": "conv2d_7"}
    network = around(res_1=seeded("res", seeds, repeat=repeat))
    expected = (
        {"res_1.conv2d_1": "conv2d_2", "res_1.conv2d_2": "conv2d_3"}
        if repeat == 1
        else {"res_1.0.conv2d_1": "conv2d_2", "res_1.0.conv2d_2": "conv2d_3", "res_1.1.conv2d_1": "conv2d_7"}
    )
    assert drawn_names(network, {"res": res()}) == expected


def test_what_stands_inside_of_something_goes_with_it() -> None:
    network = around(stage_1=seeded("stage", {"0/res_1": "res_3"}))
    assert drawn_names(network, NESTED)["stage_1.res_1.1.conv2d_2"] == "res_3.1.conv2d_2"


def test_the_nearest_that_is_named_counts() -> None:
    seeds = {"0/res_1": "res_3", "0/res_1/1/conv2d_2": "conv2d_9"}
    names = drawn_names(around(stage_1=seeded("stage", seeds)), NESTED)
    assert names["stage_1.res_1.1.conv2d_2"] == "conv2d_9"
    assert names["stage_1.res_1.0.conv2d_2"] == "res_3.0.conv2d_2"


def test_a_use_inside_of_a_block_names_what_stands_beside_it() -> None:
    """Each use of the outer block has weights of its own, as it had before its inside was grouped."""
    blocks: Blocks = {
        "res": res(),
        "outer": Block(network=row(res_1=seeded("res", {"0/conv2d_1": "conv2d_5"}))),
    }
    network = around(
        outer_1=UseBlock(block="outer", repeat=2), outer_2=seeded("outer", {"0/conv2d_5": "conv2d_8"})
    )
    assert drawn_names(network, blocks) == {
        "outer_1.0.res_1.conv2d_1": "outer_1.0.conv2d_5",
        "outer_1.1.res_1.conv2d_1": "outer_1.1.conv2d_5",
        "outer_2.res_1.conv2d_1": "conv2d_8",
    }


def test_the_parts_of_a_layer_go_with_it() -> None:
    drawn = {"res_1.conv2d_1": "conv2d_4"}
    assert former_name("res_1.conv2d_1", drawn) == "conv2d_4"
    assert former_name("res_1.conv2d_1.inner", drawn) == "conv2d_4.inner"
    assert former_name("res_1.conv2d_10", drawn) == "res_1.conv2d_10"


@pytest.mark.parametrize("seeds", [{"conv2d_1": "conv2d_2"}, {"0/conv2d_1": "2/conv"}, {"0//a": "b"}])
def test_only_places_are_named(seeds: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        UseBlock(block="res", seeds=seeds)


def test_a_place_that_is_not_there_is_passed_over() -> None:
    network = around(
        conv2d_4=Conv2d(out_channels=4), res_1=seeded("res", {"0/gone": "conv2d_9", "7": "res_9"})
    )
    assert drawn_names(network, {"res": res()}) == {}
