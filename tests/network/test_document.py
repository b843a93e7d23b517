"""Comments and groups: part of the document, no part of what is computed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.network.document import MAX_COMMENTS, Comment, Group, Network
from layerlab.network.plan import plan
from support.networks import ends, sample


def test_documents_from_before_comments_and_groups_stay_valid() -> None:
    old = Network.model_validate({"nodes": {}, "edges": []})
    assert old.comments == {}
    assert old.groups == {}


def test_comments_and_groups_survive_saving() -> None:
    network = Network(
        comments={"comment_1": Comment(text="两行\nof text", colour="green", width=240)},
        groups={"group_1": Group(title="Features", nodes=("conv2d_1", "relu_1"))},
    )
    assert Network.model_validate_json(network.model_dump_json()) == network


@pytest.mark.parametrize(
    "comment",
    [
        {"text": "x" * 2_001},
        {"text": "a\x00b"},
        {"width": 1},
        {"height": 1e9},
        {"colour": "#fff"},
        {"html": "<b>"},
    ],
)
def test_a_comment_that_no_canvas_can_carry_is_refused(comment: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Comment.model_validate(comment)


def test_comments_are_counted() -> None:
    many = {f"comment_{number}": Comment() for number in range(MAX_COMMENTS + 1)}
    with pytest.raises(ValidationError):
        Network(comments=many)


def test_they_change_nothing_that_is_computed() -> None:
    network = lenet5_mnist().networks["classifier"]
    noted = network.model_copy(
        update={
            "comments": {"comment_1": Comment(text="Why 5×5?")},
            "groups": {"group_1": Group(title="Features", nodes=("conv2d_1", "gone_1"))},
        }
    )
    assert plan(noted, ends(sample(1, 28, 28))) == plan(network, ends(sample(1, 28, 28)))
