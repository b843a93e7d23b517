"""The settings of a step are the same, whichever steps were asked for before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layerlab.training.changes import TOTAL_STEPS
from layerlab.training.learning_rate import Rate, rate_of
from layerlab.training.schedules import Constant, Cosine
from layerlab.training.settings_in_force import SettingsInForce

RATE = "optimizers.net.optimizer.learning_rate"
MOMENTUM = "optimizers.net.optimizer.momentum"
INITIAL = {RATE: 0.5, MOMENTUM: 0.9}
CONSTANT: dict[str, Rate] = {"net": rate_of(Constant(), 10)}
COSINE: dict[str, Rate] = {"net": rate_of(Cosine(), 10)}
CHANGED = {RATE: {4: 0.25, 9: 0.125}, MOMENTUM: {9: 0.5}, TOTAL_STEPS: {7: 30.0}}


def test_a_change_holds_from_its_own_step_on() -> None:
    known = SettingsInForce(INITIAL, CONSTANT, 20, CHANGED)
    told = [(known.at(step)[RATE], known.at(step)[MOMENTUM]) for step in (1, 3, 4, 8, 9, 40)]
    assert told == [(0.5, 0.9), (0.5, 0.9), (0.25, 0.9), (0.25, 0.9), (0.125, 0.5), (0.125, 0.5)]
    assert [known.total_at(step) for step in (6, 7)] == [20, 30]


def test_a_schedule_bends_what_was_set_and_an_extension_bends_the_schedule() -> None:
    known = SettingsInForce(INITIAL, COSINE, 20, CHANGED)
    for step, base, total in ((3, 0.5, 20), (6, 0.25, 20), (7, 0.25, 30), (12, 0.125, 30)):
        assert known.at(step)[RATE] == COSINE["net"](base, step, total)
        assert known.as_set(RATE, step) == base


@given(st.lists(st.integers(1, 40), max_size=30), st.sampled_from([CONSTANT, COSINE]))
def test_no_order_of_asking_makes_a_difference(steps: list[int], rates: dict[str, Rate]) -> None:
    walked = SettingsInForce(INITIAL, rates, 20, CHANGED)
    for step in steps:
        assert walked.at(step) == SettingsInForce(INITIAL, rates, 20, CHANGED).at(step)


def test_where_nothing_moves_the_same_is_given_again() -> None:
    steady = SettingsInForce(INITIAL, CONSTANT, 20, CHANGED)
    assert steady.at(4) is steady.at(6)
    assert steady.at(8) is not steady.at(9)
    bent = SettingsInForce(INITIAL, COSINE, 20, {})
    assert bent.at(4) is not bent.at(5)
