"""Residuals are told in the units of the data set, of networks that answer with a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from layerlab.algorithms.supervised.losses import MeanAbsoluteError
from layerlab.experiment.offers import readable_probes
from layerlab.experiment.presets.autoencoder_mnist import autoencoder_mnist
from layerlab.probes.residuals.fields import Residuals
from layerlab.probes.residuals.read import read
from layerlab.worker.session import open_session
from support.experiments import on_rows, small


def test_an_answer_less_its_residual_is_the_truth(tmp_path: Path) -> None:
    session = open_session(on_rows(MeanAbsoluteError()), tmp_path)
    session.algorithm.step(session.state, session.begin(1))
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    frame = read(Residuals(), session.view(evaluation), "classifier")
    answers, residuals = (np.frombuffer(each, "<f4") for each in (frame.answers, frame.residuals))
    truth = session.data.test["target"].stored[:, 0].numpy()
    np.testing.assert_allclose(answers - residuals, truth, rtol=1e-4)
    assert 60 < answers.mean() < 260, "in the units of the data set"
    scaled = np.abs(residuals).mean() / session.data.test["target"].field.std[0]  # type: ignore[index]
    np.testing.assert_allclose(scaled, evaluation.metrics["loss"], rtol=1e-4)


def test_only_numbers_have_residuals() -> None:
    assert "residuals" in readable_probes(on_rows(MeanAbsoluteError()))
    assert "residuals" not in readable_probes(small())
    assert "residuals" not in readable_probes(autoencoder_mnist()), "an image is no number"
