"""What an experiment's augmentations come to: what becomes of the images of a step, and what of all images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from torch import Tensor

from layerlab.training import augmented
from layerlab.training.augmentations.base import Augmentation

FUNCTIONS: dict[str, Callable[..., Tensor]] = {
    each.__name__: each
    for each in (augmented.crop, augmented.flip, augmented.rotate, augmented.erase, augmented.normalise)
}
"""By the name under which an augmentation speaks of them."""


def at_random(declared: Sequence[Augmentation]) -> tuple[Augmentation, ...]:
    """Those that draw: done to the images that are learnt from alone."""
    return tuple(each for each in declared if each.draws)


def to_all(declared: Sequence[Augmentation]) -> tuple[Augmentation, ...]:
    """Those that do the same to every image, the test set's too."""
    return tuple(each for each in declared if not each.draws)


def augment(declared: Sequence[Augmentation], images: Tensor, seed: int, step: int) -> Tensor:
    """These pixels as step `step` sees them, which hangs on the seed, the step and the place in the batch alone."""
    random = at_random(declared)
    draw = augmented.draw_for(images, sum(each.draws for each in random), seed, step)
    first = 0
    for each in random:
        call = each.call()
        images = FUNCTIONS[call.target](images, draw[:, first : first + each.draws], **call.arguments)
        first += each.draws
    return images


def alike(declared: Sequence[Augmentation]) -> tuple[Callable[[Tensor], Tensor], ...]:
    """What is done to all images, once their pixels are numbers for a network."""
    calls = [each.call() for each in to_all(declared)]
    return tuple(partial(FUNCTIONS[call.target], **call.arguments) for call in calls)
