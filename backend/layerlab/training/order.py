"""Where the randomness comes from. Printed into the exported script.

Nothing streams: every random number comes from the seed and a place (an epoch, a step), so a run can begin again
anywhere and see the same numbers.
"""

from __future__ import annotations

import torch
from torch import Tensor

from layerlab.nn.seeding import mix


def epoch_order(samples: int, seed: int, epoch: int) -> Tensor:
    """In which order the samples are shown in `epoch` (the first is 0)."""
    generator = torch.Generator().manual_seed(mix(seed, "order", epoch))
    return torch.randperm(samples, generator=generator)


def order_by_length(lengths: Tensor, batch_size: int, seed: int, epoch: int) -> Tensor:
    """The same with sequences of like length in one batch, which so has little padding; batches come in any order.

    Sorted are stretches of 32 batches of the shuffled samples: a batch is of other ones in each epoch.
    """
    order = epoch_order(len(lengths), seed, epoch)
    stretches = order.split(32 * batch_size)
    order = torch.cat([stretch[lengths[stretch].argsort(stable=True)] for stretch in stretches])
    # The last batch, which may be smaller, stays the last.
    whole = len(order) // batch_size
    generator = torch.Generator().manual_seed(mix(seed, "batches", epoch))
    batches = order[: whole * batch_size].view(whole, batch_size)
    shuffled = batches[torch.randperm(whole, generator=generator)].flatten()
    return torch.cat([shuffled, order[whole * batch_size :]])


def reseed(seed: int, step: int, device: torch.device) -> None:
    """Give dropout and its like the random numbers of this very step."""
    torch.default_generator.manual_seed(mix(seed, "step", step))
    if device.type == "cuda":
        torch.cuda.default_generators[device.index or 0].manual_seed(mix(seed, "step", step))
    elif device.type == "mps":
        torch.mps.manual_seed(mix(seed, "step", step))
