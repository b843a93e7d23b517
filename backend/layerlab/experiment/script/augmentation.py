"""The part of an exported script that changes images before the network sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layerlab.experiment.script.parts import ScriptPart, written
from layerlab.network.source import call_source
from layerlab.training.augmentations.base import Augmentation


@dataclass(frozen=True)
class ScriptAugmentation:
    """The augmentations of an experiment, as its script does them."""

    declared: Sequence[Augmentation]

    @property
    def random(self) -> list[Augmentation]:
        """Those that draw."""
        return [each for each in self.declared if each.draws]

    def function(self) -> ScriptPart:
        """`augment`: all that is random, in its order."""
        numbers, lines = 0, []
        for each in self.random:
            last = numbers + each.draws
            lines.append(f"    images = {call_source(each.call(), f'images, draw[:, {numbers}:{last}]')}\n")
            numbers = last
        functions = sorted({each.function for each in self.random})
        imports = f"""from torch import Tensor
from layerlab.training.augmented import draw_for, {", ".join(functions)}
"""
        text = f'''def augment(images: Tensor, step: int) -> Tensor:
    """What this step sees in place of these training images: from the seed and the step, and so the same every time."""
    draw = draw_for(images, {numbers}, SEED, step)
{"".join(lines)}    return images
'''
        return written(text, imports)

    def after(self, converted: str) -> str:
        """What is done to all images alike, around the source of those that are numbers for a network already."""
        for each in self.declared:
            if not each.draws:
                converted = call_source(each.call(), converted)
        return converted
