"""What each network lowers in a game of two, and one step of any such game. Printed into exported scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.algorithms.gan.distance import evaluate_generator
from layerlab.algorithms.gan.fields import Gan
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch
from layerlab.training.places import clip_norm_of

Fools = Callable[[Tensor], Tensor]
"""What the generator lowers, from the scores of what it made."""
Judges = Callable[..., Tensor]
"""What the discriminator lowers, from the scores of real and made; some take a share of smoothing."""
Steep = Callable[[nn.Module, Tensor, Tensor], Tensor]
"""What a discriminator's slope costs, between what is real and what is made."""


def surprise_of_both(real: Tensor, made: Tensor, label_smoothing: float = 0.0) -> Tensor:
    """-log p(real) - log(1 - p(made)), where p is the sigmoid of a score; smoothed, real counts as real by less."""
    return F.softplus(-real).mean() + label_smoothing * real.mean() + F.softplus(made).mean()


def surprise_at_being_found_out(made: Tensor) -> Tensor:
    """-log p(made): steep while the discriminator is sure."""
    return F.softplus(-made).mean()


def less_surprise_of_the_judge(made: Tensor) -> Tensor:
    """log(1 - p(made)): what the discriminator raises, flat while it is sure."""
    return -F.softplus(made).mean()


def far_from_one_and_zero(real: Tensor, made: Tensor) -> Tensor:
    """Half of the squares by which real misses 1, and made misses 0."""
    return 0.5 * (real - 1).square().mean() + 0.5 * made.square().mean()


def far_from_one(made: Tensor) -> Tensor:
    """Half of the squares by which what was made misses the 1 of the real."""
    return 0.5 * (made - 1).square().mean()


def within_the_margin(real: Tensor, made: Tensor) -> Tensor:
    """What real lacks to 1, and made to -1."""
    return F.relu(1 - real).mean() + F.relu(1 + made).mean()


def score_apart(real: Tensor, made: Tensor) -> Tensor:
    """How much higher made is scored than real."""
    return made.mean() - real.mean()


def low_score(made: Tensor) -> Tensor:
    """How low what was made is scored."""
    return -made.mean()


def slope_off_one(discriminator: nn.Module, real: Tensor, made: Tensor) -> Tensor:
    """How far the discriminator's slope is from 1, squared, at random places between real and made."""
    share = torch.rand(len(real), *[1] * (real.dim() - 1), device=real.device)
    between = (share * real + (1 - share) * made).requires_grad_()
    # With a graph of its own: the penalty is itself lowered, through the gradient.
    (slope,) = torch.autograd.grad(discriminator(between).sum(), between, create_graph=True)
    off: Tensor = slope.flatten(1).norm(dim=1) - 1
    return off.square().mean()


def learn(network: nn.Module, optimizer: Optimizer, loss: Tensor, clip_norm: float) -> None:
    """Lower this loss by the weights of one network; what another's loss left in its gradients is not its own."""
    optimizer.zero_grad()
    loss.backward()
    if clip_norm > 0:
        nn.utils.clip_grad_norm_(network.parameters(), clip_norm, foreach=False)
    optimizer.step()


def train_step(  # noqa: PLR0913 (one line of a script gives them all)
    generator: nn.Module,
    discriminator: nn.Module,
    generator_optimizer: Optimizer,
    discriminator_optimizer: Optimizer,
    samples: Tensor,
    latent: int,
    judges: Judges,
    fools: Fools,
    even: float | None,
    generator_learns: bool = True,
    steep: Steep | None = None,
    bounded: bool = False,
    gradient_penalty: float = 10.0,
    bound: float = 0.01,
    label_smoothing: float = 0.0,
    instance_noise: float = 0.0,
    generator_clip_norm: float = 0.0,
    discriminator_clip_norm: float = 0.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """One step of the game: the generator, where it is its turn, learns to fool, the discriminator to tell.

    Gives the losses of both before the step, and the share that the discriminator told right, all still on the
    device: reading a number makes the processor wait for it. A score above `even` means real; without it, one above
    the middle of both.
    """
    noise = torch.randn(len(samples), latent, device=samples.device)
    made = generator(noise)
    if instance_noise > 0:
        # Both blurred alike: where they hardly overlap, nothing would tell the generator which way to go.
        samples = samples + instance_noise * torch.randn_like(samples)
        made = made + instance_noise * torch.randn_like(made)
    loss = fools(discriminator(made))
    if generator_learns:
        learn(generator, generator_optimizer, loss, generator_clip_norm)
    # What was made is looked at as it was, so that no gradient goes back into the generator.
    made = made.detach()
    real, false = discriminator(samples), discriminator(made)
    judged = judges(real, false, label_smoothing) if label_smoothing > 0 else judges(real, false)
    steepness = 0.0 if steep is None else gradient_penalty * steep(discriminator, samples, made)
    learn(discriminator, discriminator_optimizer, judged + steepness, discriminator_clip_norm)
    if bounded:
        with torch.no_grad():
            for weight in discriminator.parameters():
                weight.clamp_(-bound, bound)
    real, false = real.detach(), false.detach()
    middle = (real.mean() + false.mean()) / 2 if even is None else even
    right = torch.cat([real > middle, false <= middle]).to(torch.float32).mean()
    return loss.detach(), judged.detach(), right


NAMED: dict[str, Callable[..., Tensor]] = {
    function.__name__: function
    for function in (
        surprise_of_both,
        surprise_at_being_found_out,
        less_surprise_of_the_judge,
        far_from_one_and_zero,
        far_from_one,
        within_the_margin,
        score_apart,
        low_score,
        slope_off_one,
    )
}
"""What a loss names of these."""


@dataclass(frozen=True)
class Game:
    """Both networks in turns, as the loss has it."""

    fields: Gan

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        """The discriminator learns from one batch, and the generator where it is its turn."""
        fields, loss = self.fields, self.fields.loss
        lowered, judged, right = train_step(
            state.networks["generator"],
            state.networks["discriminator"],
            state.optimizers["generator"],
            state.optimizers["discriminator"],
            batch["sample"],
            fields.latent,
            NAMED[loss.judges],
            NAMED[loss.fools],
            loss.even,
            (state.step + 1) % fields.discriminator_steps == 0,
            steep=NAMED[loss.steep] if loss.steep else None,
            bounded=loss.bounded,
            generator_clip_norm=state.settings[clip_norm_of("generator")],
            discriminator_clip_norm=state.settings[clip_norm_of("discriminator")],
            **{field: state.settings[f"algorithm.{field}"] for field in type(fields).live_fields},
            **{field: state.settings[f"algorithm.loss.{field}"] for field in type(loss).live_fields},
        )
        return {"generator.loss": lowered, "discriminator.loss": judged, "discriminator.accuracy": right}

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        """Compare what the generator makes with the test set."""
        real = (batch["sample"] for batch in batches)
        distance = evaluate_generator(state.networks["generator"], real, self.fields.latent)
        return Evaluation(step=state.step, metrics={"distance": distance}, columns={})
