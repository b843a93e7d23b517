"""Eight who send the worst bodies that the limits let through: what they, and those beside them, wait for an answer."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlsplit

from bench.nasty import Body, bodies
from bench.rows import Row, p95
from bench.studio import Studio, studio

CLIENTS = 8
ATTACK_S = 20.0
ANSWER_S, WAIT_S, MORE_MB = 0.25, 0.05, 100.0
EVERY_S = 0.005
BUSY = 503


@dataclass(frozen=True)
class Answered:
    """One hostile body: how long its answer took, sending it included."""

    name: str
    seconds: float
    status: int


def measure() -> list[Row]:
    """All of them at once, each with all bodies in turn, and someone who asks whether the server is there."""
    with studio() as started, ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as elsewhere:
        before = started.resident_mb()
        started.forget_peak()
        # Once alone, so that nothing is done for the first time.
        elsewhere.submit(attack, started.url, 1, 0.0).result()
        attacking = elsewhere.submit(attack, started.url, CLIENTS, ATTACK_S)
        waits = _ask_until(started, attacking)
        answers, peak = attacking.result(), started.peak_mb()
    slowest = max(answers, key=lambda answer: answer.seconds)
    busy = Counter(answer.status for answer in answers)[BUSY] / len(answers)
    seconds = [answer.seconds for answer in answers]
    figure = f"{1000 * slowest.seconds:.0f} ms ({slowest.name}), p95 {1000 * p95(seconds):.0f} ms, n = {len(answers)}"
    wait = f"{1000 * max(waits):.0f} ms, p95 {1000 * p95(waits):.1f} ms, n = {len(waits)}"
    name = f"{CLIENTS} clients with the worst bodies"
    return [
        Row(
            f"{name}: slowest answer",
            f"{figure}; {busy:.0%} asked to come again",
            f"≤ {1000 * ANSWER_S:.0f} ms",
            slowest.seconds <= ANSWER_S,
        ),
        Row(f"{name}: longest wait of others", wait, f"≤ {1000 * WAIT_S:.0f} ms", max(waits) <= WAIT_S),
        Row(
            f"{name}: memory of the server and its reader",
            f"peak {peak:.0f} MB, {peak - before:+.0f} MB",
            f"≤ +{MORE_MB:.0f} MB",
            peak - before <= MORE_MB,
        ),
    ]


def attack(url: str, clients: int, seconds: float) -> list[Answered]:
    """In a process of its own, so that it takes no time from the one that is measured beside it."""
    wicked = list(bodies().items())
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(clients) as pool:
        found = pool.map(partial(_send_all, url, wicked, until), range(clients))
        return [answer for each in found for answer in each]


def _send_all(url: str, wicked: list[tuple[str, Body]], until: float, number: int) -> list[Answered]:
    """All bodies in turn until the time is up, and all of them once at least. Each client begins at another."""
    connection = HTTPConnection(urlsplit(url).netloc)
    found: list[Answered] = []
    for at in count():
        if at >= len(wicked) and time.perf_counter() > until:
            connection.close()
            return found
        name, (method, path, content) = wicked[(at + 3 * number) % len(wicked)]
        began = time.perf_counter()
        connection.request(method, path, content, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        found.append(Answered(name, time.perf_counter() - began, answer.status))
    raise AssertionError


def _ask_until(started: Studio, over: Future[list[Answered]]) -> list[float]:
    # The barest client: a fuller one has pauses of its own, of 50 ms now and then.
    connection = HTTPConnection(urlsplit(started.url).netloc)
    waits = []
    while not over.done():
        asked = time.perf_counter()
        connection.request("GET", "/api/health")
        connection.getresponse().read()
        waits.append(time.perf_counter() - asked)
        time.sleep(EVERY_S)
    return waits
