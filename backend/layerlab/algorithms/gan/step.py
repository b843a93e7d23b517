"""Two networks that play against each other, one step of the plain game: it is printed into scripts."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.algorithms.gan.adversarial import Game
from layerlab.algorithms.gan.distance import evaluate_generator as evaluate_generator
from layerlab.algorithms.gan.fields import Gan
from layerlab.training.contract import Algorithm, State
from layerlab.training.data import Batch
from layerlab.training.places import clip_norm_of


def train_step(
    generator: nn.Module,
    discriminator: nn.Module,
    generator_optimizer: Optimizer,
    discriminator_optimizer: Optimizer,
    samples: Tensor,
    latent: int,
    generator_clip_norm: float = 0.0,
    discriminator_clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """One step of both: the generator learns to pass for real, the discriminator to tell real from made.

    Gives the losses of both before the step, and the share that the discriminator told right, all still on the
    device: reading a number makes the processor wait for it.
    """
    noise = torch.randn(len(samples), latent, device=samples.device)
    made = generator(noise)
    # The surprise of the discriminator that what was made should be real. In place of lowering log(1 - p), which gives
    # no direction while p is near 0, the generator raises log p.
    loss = F.softplus(-discriminator(made)).mean()
    generator_optimizer.zero_grad()
    loss.backward()
    if generator_clip_norm > 0:
        nn.utils.clip_grad_norm_(generator.parameters(), generator_clip_norm, foreach=False)
    generator_optimizer.step()
    # Its turn. What was made is looked at as it was, so that no gradient goes back into the generator.
    real, false = discriminator(samples), discriminator(made.detach())
    judged = F.softplus(-real).mean() + F.softplus(false).mean()
    # The generator's loss left gradients here, too: they are not this network's own.
    discriminator_optimizer.zero_grad()
    judged.backward()
    if discriminator_clip_norm > 0:
        nn.utils.clip_grad_norm_(discriminator.parameters(), discriminator_clip_norm, foreach=False)
    discriminator_optimizer.step()
    right = torch.cat([real.detach() > 0, false.detach() <= 0]).to(torch.float32).mean()
    return loss.detach(), judged.detach(), right


class Adversaries(Game):
    """The plain game: both networks learn at each step."""

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """Each learns from one batch."""
        loss, judged, right = train_step(
            state.networks["generator"],
            state.networks["discriminator"],
            state.optimizers["generator"],
            state.optimizers["discriminator"],
            batch["sample"],
            self.fields.latent,
            generator_clip_norm=state.settings[clip_norm_of("generator")],
            discriminator_clip_norm=state.settings[clip_norm_of("discriminator")],
        )
        return {"generator.loss": loss, "discriminator.loss": judged, "discriminator.accuracy": right}


def algorithm(fields: Gan) -> Algorithm:
    """The game as these fields have it."""
    return Adversaries(fields) if fields.is_plain else Game(fields)
