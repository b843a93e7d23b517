"""Who follows the list of an experiment's runs: told when one is begun, goes on, ends or is deleted."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from anyio import to_thread

from layerlab.api.convert import metrics
from layerlab.protocol.live import ListedRun, RunsListed
from layerlab.store import runs
from layerlab.store.database import Database
from layerlab.store.progress import headline

log = logging.getLogger(__name__)

GATHER_S = 0.03
"""What happens to the runs of one experiment at the same time is told once."""


@dataclass(frozen=True)
class Listing:
    """Which list a connection follows, and by what right: the link `share`, or as the owner."""

    experiment: str
    of: str
    """What the browser asked for: the experiment, or the link's secret."""
    share: str = ""


class Follower(Protocol):
    """One live connection, as the lists see it."""

    async def send_list(self, version: int, message: RunsListed) -> None:
        """Send, unless a newer version has gone out."""

    def end_list(self, code: str) -> None:
        """Follow this list no longer, and say why."""


class RunLists:
    """The lists that are followed on this server. Used in the event loop only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._followers: dict[str, dict[Follower, Listing]] = {}
        self._experiments: dict[str, str] = {}
        """Of the runs that were listed."""
        self._versions = count(1)
        self._due: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def enter(self, follower: Follower, listing: Listing) -> None:
        """Tell a follower of the changes from now on."""
        self._followers.setdefault(listing.experiment, {})[follower] = listing

    def leave(self, follower: Follower, listing: Listing) -> None:
        """Tell no more."""
        followers = self._followers.get(listing.experiment, {})
        followers.pop(follower, None)
        if not followers and self._followers.pop(listing.experiment, None) is not None:
            gone = [run for run, listed in self._experiments.items() if listed == listing.experiment]
            for run in gone:
                del self._experiments[run]

    async def tell(self, follower: Follower, listing: Listing) -> None:
        """Send the list as it is now to one follower."""
        version, listed = await self._read(listing.experiment)
        await follower.send_list(version, RunsListed(of=listing.of, runs=listed))

    async def revoke(self, share: str) -> None:
        """End all following through a link that was closed."""
        for followers in tuple(self._followers.values()):
            for follower, listing in tuple(followers.items()):
                if listing.share == share:
                    follower.end_list("link_gone")

    async def forget(self, experiment: str) -> None:
        """End all following of an experiment that was deleted."""
        for follower, listing in tuple(self._followers.get(experiment, {}).items()):
            follower.end_list("link_gone" if listing.share else "experiment_not_found")

    async def changed(self, experiment: str) -> None:
        """The list of an experiment is another: its followers are told soon."""
        self._tell_soon(experiment)

    def run_changed(self, run: str) -> None:
        """The state of a run is another."""
        self._tell_soon(self._experiments.get(run, ""))

    def _tell_soon(self, experiment: str) -> None:
        if experiment not in self._followers or experiment in self._due:
            return
        self._due.add(experiment)
        task = asyncio.get_running_loop().create_task(self._tell_all(experiment))
        self._tasks.add(task)
        task.add_done_callback(self._told)

    def _told(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("a list of runs was not told", exc_info=fault)

    async def _tell_all(self, experiment: str) -> None:
        await asyncio.sleep(GATHER_S)
        # What changes from here on is told once more.
        self._due.discard(experiment)
        version, listed = await self._read(experiment)
        followers = tuple(self._followers.get(experiment, {}).items())
        # Those who hold the same link, or the same experiment, are sent the same bytes.
        messages = {of: RunsListed(of=of, runs=listed) for of in {listing.of for _, listing in followers}}
        await asyncio.gather(*(each.send_list(version, messages[listing.of]) for each, listing in followers))

    async def _read(self, experiment: str) -> tuple[int, tuple[ListedRun, ...]]:
        version = next(self._versions)
        listed = await to_thread.run_sync(self._listed, experiment)
        if experiment in self._followers:
            self._experiments.update((run.id, experiment) for run in listed)
        return version, listed

    def _listed(self, experiment: str) -> tuple[ListedRun, ...]:
        with self._database.reading() as session:
            rows = runs.listed(session, experiment)
            return tuple(
                ListedRun(
                    id=row.id,
                    number=row.number,
                    state=row.state,
                    step=row.step,
                    metrics=metrics(row),
                    headline=headline(row.headline),
                    variant=row.variant,
                )
                for row in rows
            )
