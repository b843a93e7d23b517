"""What two networks play for, against PyTorch's own losses and a loop of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn

from layerlab.algorithms.gan import adversarial
from layerlab.algorithms.gan.adversarial import Game
from layerlab.algorithms.gan.fields import Gan
from layerlab.algorithms.gan.losses import HingeGame, Wasserstein, WassersteinPenalty
from layerlab.worker.session import open_session
from support.experiments import adversaries

REAL = torch.tensor([[2.0], [-0.5], [0.3]])
MADE = torch.tensor([[-1.5], [0.7], [0.1]])
ONES, ZEROS = torch.ones(3, 1), torch.zeros(3, 1)
BCE = F.binary_cross_entropy_with_logits


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (adversarial.surprise_of_both(REAL, MADE), BCE(REAL, ONES) + BCE(MADE, ZEROS)),
        (adversarial.surprise_of_both(REAL, MADE, 0.1), BCE(REAL, 0.9 * ONES) + BCE(MADE, ZEROS)),
        (adversarial.surprise_at_being_found_out(MADE), BCE(MADE, ONES)),
        (adversarial.less_surprise_of_the_judge(MADE), -BCE(MADE, ZEROS)),
        (
            adversarial.far_from_one_and_zero(REAL, MADE),
            (F.mse_loss(REAL, ONES) + F.mse_loss(MADE, ZEROS)) / 2,
        ),
        (adversarial.far_from_one(MADE), F.mse_loss(MADE, ONES) / 2),
        (
            adversarial.within_the_margin(REAL, MADE),
            torch.clamp(1 - REAL, min=0).mean() + torch.clamp(1 + MADE, min=0).mean(),
        ),
        (adversarial.score_apart(REAL, MADE), MADE.mean() - REAL.mean()),
        (adversarial.low_score(MADE), -MADE.mean()),
    ],
)
def test_each_network_lowers_what_is_written(got: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(got, expected)


def test_a_straight_judge_pays_for_its_slope() -> None:
    judge = nn.Linear(2, 1)
    with torch.no_grad():
        judge.weight.copy_(torch.tensor([[3.0, 4.0]]))
    cost = adversarial.slope_off_one(judge, torch.randn(7, 2), torch.randn(7, 2))
    torch.testing.assert_close(cost, torch.tensor(16.0))


def test_the_plain_game_gives_the_same_bits_by_either_way(tmp_path: Path) -> None:
    """The usual game has a step of its own, which a learner can read; with all else switched off it is the same."""
    told = []
    for general in (False, True):
        session = open_session(adversaries(), tmp_path)
        algorithm = Game(Gan(sample="data.point", latent=3)) if general else session.algorithm
        for step in range(1, 6):
            told.append(algorithm.step(session.state, session.begin(step)))
            session.state.step = step
    assert told[:5] == told[5:]


def test_the_generator_learns_in_its_turn_and_weights_stay_within_their_bound(tmp_path: Path) -> None:
    session = open_session(adversaries(loss=Wasserstein(bound=0.03), discriminator_steps=3), tmp_path)
    generator, judge = session.state.networks["generator"], session.state.networks["discriminator"]
    before = [weight.detach().clone() for weight in generator.parameters()]
    moved = []
    for step in range(1, 7):
        session.algorithm.step(session.state, session.begin(step))
        session.state.step = step
        now = [weight.detach().clone() for weight in generator.parameters()]
        moved.append(any(not torch.equal(a, b) for a, b in zip(before, now, strict=True)))
        before = now
        assert max(weight.abs().max().item() for weight in judge.parameters()) <= 0.03
    assert moved == [False, False, True, False, False, True]


def test_a_loop_of_ones_own_gives_the_same_losses(tmp_path: Path) -> None:
    """Hinge and penalty beside each other, as their papers write them, on copies of the same networks."""
    for loss in (HingeGame(), WassersteinPenalty(gradient_penalty=2.0)):
        session = open_session(adversaries(loss=loss), tmp_path)
        twin = open_session(adversaries(loss=loss), tmp_path)
        make, judge = twin.state.networks["generator"], twin.state.networks["discriminator"]
        told, own = [], []
        for step in range(1, 5):
            told.append(session.algorithm.step(session.state, session.begin(step)))
            session.state.step = step
            samples = twin.begin(step)["sample"]
            fake = make(torch.randn(len(samples), 3))
            lowered = -judge(fake).mean()
            twin.state.optimizers["generator"].zero_grad()
            lowered.backward()
            nn.utils.clip_grad_norm_(make.parameters(), 0.5, foreach=False)
            twin.state.optimizers["generator"].step()
            fake = fake.detach()
            if isinstance(loss, HingeGame):
                judged = F.relu(1 - judge(samples)).mean() + F.relu(1 + judge(fake)).mean()
                cost = judged
            else:
                judged = judge(fake).mean() - judge(samples).mean()
                share = torch.rand(len(samples), 1)
                between = (share * samples + (1 - share) * fake).requires_grad_()
                (slope,) = torch.autograd.grad(judge(between).sum(), between, create_graph=True)
                cost = judged + 2.0 * (slope.norm(dim=1) - 1).square().mean()
            twin.state.optimizers["discriminator"].zero_grad()
            cost.backward()
            twin.state.optimizers["discriminator"].step()
            twin.state.step = step
            own.append((lowered.detach(), judged.detach()))
        for one, (lowered, judged) in zip(told, own, strict=True):
            torch.testing.assert_close(one["generator.loss"], lowered)
            torch.testing.assert_close(one["discriminator.loss"], judged)
