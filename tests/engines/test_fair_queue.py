"""Fairness, without an engine around it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from layerlab.engines.fair_queue import FairQueue, Ticket

OWNERS = st.lists(st.sampled_from(["ann", "bob", "cem"]), max_size=30)


def filled(owners: list[str], cap: int = 99) -> FairQueue:
    queue = FairQueue(cap)
    for number, owner in enumerate(owners):
        queue.push(Ticket(owner, f"{owner}{number}"))
    return queue


@given(OWNERS)
def test_everyone_is_served_in_their_own_order(owners: list[str]) -> None:
    queue, served = filled(owners), []
    while (ticket := queue.pop({})) is not None:
        served.append((ticket.owner, ticket.run))
    assert sorted(owner for owner, _ in served) == sorted(owners)
    for owner in set(owners):
        mine = [run for o, run in served if o == owner]
        assert mine == sorted(mine, key=lambda run: int(run.removeprefix(owner)))
    assert len(queue) == 0


@given(OWNERS, OWNERS)
def test_the_places_told_are_the_order_of_service(owners: list[str], active: list[str]) -> None:
    queue, counts = filled(owners), Counter(active)
    places = queue.places(counts)
    for place in range(1, len(owners) + 1):
        ticket = queue.pop(counts)
        assert ticket is not None
        assert places[ticket.run] == place
        counts[ticket.owner] += 1


@given(OWNERS)
def test_a_newcomer_is_next_among_those_who_have_nothing_running(owners: list[str]) -> None:
    queue = filled(owners)
    queue.push(Ticket("dan", "dan's"))
    assert queue.pop(dict.fromkeys(owners, 1)) == Ticket("dan", "dan's")


def test_an_owner_at_the_cap_lets_others_pass() -> None:
    queue = filled(["ann", "ann", "bob"], cap=2)
    assert queue.pop({"ann": 2, "bob": 1}) == Ticket("bob", "bob2")
    assert queue.pop({"ann": 2, "bob": 2}) is None


def test_a_run_that_had_started_goes_to_the_front_and_one_can_leave() -> None:
    queue = filled(["ann", "ann", "ann"])
    queue.push(Ticket("ann", "again"), front=True)
    queue.remove("ann0")
    queue.remove("not there")
    assert queue.find("ann0") is None
    assert [queue.pop({}) for _ in range(3)] == [Ticket("ann", run) for run in ("again", "ann1", "ann2")]
