"""Who is next: the owner with the fewest active runs, and among equals the one that waited longest."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from layerlab.protocol.commands import Command


@dataclass
class Ticket:
    """A run that waits for a slot, and what to tell its worker first."""

    owner: str
    run: str
    commands: list[Command] = field(default_factory=list)
    threads: int = 1


class FairQueue:
    """Runs that wait for a slot, first in first out for each owner, fair between owners."""

    def __init__(self, owner_running: int) -> None:
        self._owner_running = owner_running
        self._waiting: dict[str, deque[Ticket]] = {}
        self._served: dict[str, int] = {}
        self._turn = 0

    def __len__(self) -> int:
        return sum(len(line) for line in self._waiting.values())

    def find(self, run: str) -> Ticket | None:
        """The ticket of a run that waits."""
        return next((t for line in self._waiting.values() for t in line if t.run == run), None)

    def push(self, ticket: Ticket, front: bool = False) -> None:
        """Add a run; at the `front` of its owner's line where it had started before."""
        line = self._waiting.setdefault(ticket.owner, deque())
        if front:
            line.appendleft(ticket)
        else:
            line.append(ticket)

    def remove(self, run: str) -> None:
        """Take a run out; one that is not there is fine."""
        ticket = self.find(run)
        if ticket is not None:
            self._waiting[ticket.owner].remove(ticket)
            self._tidy(ticket.owner)

    def pop(self, active: Mapping[str, int], fits: Callable[[int], bool] = lambda _: True) -> Ticket | None:
        """The next run, given how many runs each owner has active; None where nobody may start one.

        Where its threads don't fit yet, all wait with it: else those with one thread would go past it for ever.
        """
        free = [owner for owner in self._waiting if active.get(owner, 0) < self._owner_running]
        owner = _most_deserving(free, active, self._served)
        if owner is None or not fits(self._waiting[owner][0].threads):
            return None
        self._turn += 1
        self._served[owner] = self._turn
        ticket = self._waiting[owner].popleft()
        self._tidy(owner)
        return ticket

    def places(self, active: Mapping[str, int]) -> dict[str, int]:
        """The place of each waiting run, from 1, if runs started one after the other from now."""
        lines = {owner: [t.run for t in line] for owner, line in self._waiting.items()}
        served, counts = dict(self._served), Counter(dict(active))
        places: dict[str, int] = {}
        while (owner := _most_deserving([o for o in lines if lines[o]], counts, served)) is not None:
            served[owner] = self._turn + len(places) + 1
            counts[owner] += 1
            places[lines[owner].pop(0)] = len(places) + 1
        return places

    def _tidy(self, owner: str) -> None:
        if not self._waiting[owner]:
            del self._waiting[owner]


def _most_deserving(owners: list[str], active: Mapping[str, int], served: Mapping[str, int]) -> str | None:
    return min(owners, key=lambda owner: (active.get(owner, 0), served.get(owner, 0)), default=None)
