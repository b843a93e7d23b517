"""Who is next: the owner with the fewest active runs, and among equals the one that waited longest."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping


class FairQueue:
    """Runs that wait for a slot, first in first out for each owner, fair between owners."""

    def __init__(self, owner_running: int) -> None:
        self._owner_running = owner_running
        self._waiting: dict[str, deque[str]] = {}
        self._served: dict[str, int] = {}
        self._turn = 0

    def __contains__(self, run: str) -> bool:
        return any(run in runs for runs in self._waiting.values())

    def __len__(self) -> int:
        return sum(len(runs) for runs in self._waiting.values())

    def push(self, owner: str, run: str, front: bool = False) -> None:
        """Add a run; at the `front` of its owner's line where it had started before."""
        line = self._waiting.setdefault(owner, deque())
        if front:
            line.appendleft(run)
        else:
            line.append(run)

    def remove(self, run: str) -> None:
        """Take a run out; one that is not there is fine."""
        for owner, line in list(self._waiting.items()):
            if run in line:
                line.remove(run)
                if not line:
                    del self._waiting[owner]

    def pop(self, active: Mapping[str, int]) -> tuple[str, str] | None:
        """The next owner and run, given how many runs each owner has active; None where nobody may start one."""
        owner = self._next_owner(active, self._waiting, self._served)
        if owner is None:
            return None
        self._turn += 1
        self._served[owner] = self._turn
        run = self._waiting[owner].popleft()
        if not self._waiting[owner]:
            del self._waiting[owner]
        return owner, run

    def places(self, active: Mapping[str, int]) -> dict[str, int]:
        """The place of each waiting run, from 1, if runs started one after the other from now."""
        waiting = {owner: deque(line) for owner, line in self._waiting.items()}
        served, counts = dict(self._served), Counter(dict(active))
        places: dict[str, int] = {}
        turn = self._turn
        while waiting:
            owner = self._next_owner(counts, waiting, served, capped=False)
            if owner is None:
                break
            turn += 1
            served[owner] = turn
            counts[owner] += 1
            places[waiting[owner].popleft()] = len(places) + 1
            if not waiting[owner]:
                del waiting[owner]
        return places

    def _next_owner(
        self,
        active: Mapping[str, int],
        waiting: Mapping[str, deque[str]],
        served: Mapping[str, int],
        capped: bool = True,
    ) -> str | None:
        free = [o for o in waiting if not capped or active.get(o, 0) < self._owner_running]
        return min(free, key=lambda o: (active.get(o, 0), served.get(o, 0)), default=None)
