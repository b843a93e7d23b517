"""The ready experiments: each opens valid, laid out, and trains at one press. The tuple is the registry."""

from __future__ import annotations

from layerlab.experiment.presets import (
    alexnet,
    autoencoder_mnist,
    compared,
    detection_digits,
    diabetes,
    fine_tuning,
    googlenet,
    lenet5_mnist,
    long_memory,
    moons,
    pictures,
    resnet,
    ring_gan,
    sentiment,
    sequences,
    series,
    tables,
    vgg,
    writing,
)
from layerlab.experiment.presets.base import Preset

PRESETS: dict[str, Preset] = {
    preset.id: preset
    for preset in (
        lenet5_mnist.PRESET,
        lenet5_mnist.AUGMENTED,
        *pictures.PRESETS,
        detection_digits.PRESET,
        moons.PRESET,
        *tables.PRESETS,
        diabetes.PRESET,
        autoencoder_mnist.PRESET,
        *sequences.PRESETS,
        *writing.PRESETS,
        *series.PRESETS,
        *sentiment.PRESETS,
        *long_memory.PRESETS,
        ring_gan.PRESET,
        *compared.PRESETS,
        *fine_tuning.PRESETS,
        *vgg.PRESETS,
        *googlenet.PRESETS,
        *resnet.PRESETS,
        alexnet.PRESET,
    )
}
"""Every ready experiment by its id, in the order of the library."""
