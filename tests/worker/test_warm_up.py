"""What a worker does before it has work, and how near it stays to a device that works by itself."""

from __future__ import annotations

import pytest
import torch

from layerlab.worker import preload, warm_up
from layerlab.worker.device import AHEAD, LaunchLimit
from support.device import DEVICE


def test_the_step_before_the_first_is_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[torch.Tensor] = []

    def noted(*given: object) -> tuple[torch.Tensor, torch.Tensor]:
        loss, accuracy = rehearsed(*given)  # type: ignore[arg-type]
        taken.append(loss)
        return loss, accuracy

    rehearsed = warm_up.train_step
    monkeypatch.setattr(warm_up, "train_step", noted)
    warm_up._take_a_step(torch.device(DEVICE))
    assert len(taken) == 1
    assert bool(taken[0].isfinite())


def test_the_beginning_of_a_run_is_rehearsed_on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """That it changes no bits is held where runs of rehearsed workers are compared with others."""
    losses: list[torch.Tensor] = []
    rehearse = warm_up._rehearse

    def noted() -> torch.Tensor:
        losses.append(rehearse())
        return losses[-1]

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(warm_up, "_rehearse", noted)
    preload.get_ready()
    assert len(losses) == 1
    assert bool(losses[0].isfinite())


def test_a_card_that_fails_is_left_to_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[str] = []

    def without_room(name: str) -> torch.device:
        chosen.append(name)
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(warm_up, "choose", without_room)
    preload.get_ready()
    assert chosen == ["cuda"]


@pytest.mark.skipif(DEVICE != "cuda", reason="only a GPU has a queue")
def test_the_host_stays_two_steps_ahead_of_the_card() -> None:
    launch_limit, matrix = LaunchLimit(torch.device("cuda")), torch.ones(4096, 4096, device="cuda")
    steps: list[torch.cuda.Event] = []
    for step in range(30):
        for _ in range(4):
            matrix = matrix @ matrix * 1e-4
        steps.append(torch.cuda.Event())
        steps[-1].record()
        launch_limit.stepped()
        assert step < AHEAD or steps[step - AHEAD].query()
