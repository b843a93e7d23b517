"""What can be changed while a run trains, and to what."""

from __future__ import annotations

import pytest

from layerlab.experiment.limits import MAX_STEPS
from layerlab.experiment.live_settings import initial_values, require_extendable, require_live
from layerlab.kit.errors import LayerlabError
from layerlab.training.optimizers import Adam
from support.experiments import CLIP_NORM, DROPOUT, MOMENTUM, RATE, SMOOTHING, WEIGHT_DECAY, small


def test_the_experiment_says_what_can_change() -> None:
    assert initial_values(small()) == {
        RATE: 0.05,
        MOMENTUM: 0.9,
        WEIGHT_DECAY: 0.0,
        SMOOTHING: 0.0,
        CLIP_NORM: 0.0,
        DROPOUT: 0.25,
    }


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (MOMENTUM, 0.5, ""),
        (DROPOUT, 0.0, ""),
        (DROPOUT, 1.0, "invalid_field"),
        (MOMENTUM, 1.0, "invalid_field"),
        (RATE, 0.0, "invalid_field"),
        ("dropout:relu_1", 0.5, "not_live"),
        ("batch_size", 32, "not_live"),
    ],
)
def test_a_value_is_bounded_as_in_the_document(name: str, value: float, code: str) -> None:
    if not code:
        require_live(small(), name, value)
        return
    with pytest.raises(LayerlabError) as refused:
        require_live(small(), name, value)
    assert (refused.value.code, refused.value.where.field) == (code, name)


def test_adam_has_no_momentum_to_change() -> None:
    with pytest.raises(LayerlabError, match="not_live"):
        require_live(small(optimizer=Adam()), MOMENTUM, 0.5)


def test_an_extension_stays_within_the_limit() -> None:
    require_extendable(small(), MAX_STEPS - 10, 1)
    with pytest.raises(LayerlabError) as refused:
        require_extendable(small(), MAX_STEPS - 9, 1)
    assert refused.value.code == "too_many_steps"
