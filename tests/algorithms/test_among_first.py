"""How often the true class is among the first: told by tests and by the exported script alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from layerlab.algorithms.supervised.among_first import among_first
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.experiment.export import export_pytorch
from support.experiments import small
from support.recorded import column, hexadecimal
from support.scripts import events_of_app, losses_of_script, run_here


def test_a_class_counts_where_it_is_among_the_first() -> None:
    logits = torch.tensor([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [0.0, 1.0, 2.0], [0.0, 1.0, 2.0]])
    labels = torch.tensor([0, 2, 1, 0])
    assert [among_first(logits, labels, top) for top in (1, 2, 3, 9)] == [0.25, 0.5, 1.0, 1.0]


@pytest.mark.parametrize("more", [{}, {"class_weights": "balanced"}], ids=["plain", "weighted"])
def test_the_script_tells_it_as_the_run_does(more: dict[str, Any], tmp_path: Path) -> None:
    loss = CrossEntropy(top=3, **more)
    experiment = small().model_copy(update={"algorithm": Supervised(loss=loss)})
    events = events_of_app(experiment, tmp_path)
    told: list[str] = []

    def run(*given: Any) -> str:
        told.append(run_here(*given))
        return told[0]

    assert losses_of_script(experiment, tmp_path, run) == hexadecimal(column(events, "loss"))
    shares = column(events, "top3", "evaluation")
    assert len(shares) == 2
    for share in shares.values():
        assert f"test top-3 accuracy {share:.2%}" in told[0]


def test_a_script_that_does_not_tell_it_is_as_it_was() -> None:
    assert "evaluate_with_top" not in export_pytorch(small())
