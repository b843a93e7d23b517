"""The comparisons as they stand in the gallery. What their words promise held over three seeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.comparisons import (
    Ways,
    activations,
    batch_sizes,
    depths,
    dropouts,
    initialisations,
    learning_rates,
    normalisations,
)
from layerlab.experiment.variants import compared


def _preset(
    name: str,
    title: tuple[str, str],
    summary: tuple[str, str],
    ways: Callable[[], Ways],
    family: str = "mlp",
    **in_chinese: str,
) -> Preset:
    return Preset(
        id=name,
        title={"en": title[0], "zh": title[1]},
        summary={"en": summary[0], "zh": summary[1]},
        family=family,
        experiment=partial(_experiment, title[0], ways),
        in_chinese={english.replace("_", " "): chinese for english, chinese in in_chinese.items()},
    )


def _experiment(title: str, ways: Callable[[], Ways]) -> Experiment:
    return compared(title, *ways())


PRESETS = (
    _preset(
        "compare_initialisation",
        ("Where weights begin", "权重从哪里开始"),
        (
            "One deep network, four beginnings. From zeros, or from too little, it never leaves chance.",
            "同一个深网络，四种初始权重。全为零或太小，就一直停在瞎猜的水平。",
        ),
        initialisations,
        too_wide="太宽",
        too_narrow="太窄",
        all_zero="全零",
    ),
    _preset(
        "compare_learning_rates",
        ("How fast to learn", "学习率该多大"),
        (
            "One network at four learning rates: too small is slow, too large is rough, and larger still breaks it.",
            "同一个网络，四个学习率：太小学得慢，太大抖得厉害，再大就学坏了。",
        ),
        learning_rates,
        **{f"rate {rate}": f"学习率 {rate}" for rate in ("0.02", "0.1", "0.2", "0.0005")},
    ),
    _preset(
        "compare_activations",
        ("Bends in a deep network", "深网络里的激活函数"),
        (
            "Eight hidden layers with ReLU, tanh or sigmoid. Through eight sigmoids too little gradient comes back.",
            "八个隐藏层，分别用 ReLU、tanh 和 sigmoid。隔着八个 sigmoid，传回来的梯度太少。",
        ),
        activations,
    ),
    _preset(
        "compare_batch_sizes",
        ("How many samples a step", "每一步看几个样本"),
        (
            "As many steps with 128, 32 and 8 samples each: few samples make a rough guess of the way down.",
            "步数相同，每步看 128、32 或 8 个样本：样本越少，下坡方向估得越粗。",
        ),
        batch_sizes,
        **{f"batch of {size}": f"每步 {size} 个" for size in (128, 32, 8)},
    ),
    _preset(
        "compare_dropout",
        ("Learnt by heart, or not", "死记硬背，还是学会"),
        (
            "A thousand photos are soon known by heart; the loss on new ones rises, with dropout half as much.",
            "一千张图很快就背熟了，新图上的损失随之上升；用了 dropout，只升一半左右。",
        ),
        dropouts,
        without="不用 dropout",
    ),
    _preset(
        "compare_normalisation",
        ("Normalised, or not", "归一化，用还是不用"),
        (
            "Six convolutions at a high learning rate learn with batch or group normalisation, and not without.",
            "六个卷积层，学习率偏高：用批归一化或组归一化学得动，不用就学不动。",
        ),
        normalisations,
        "cnn",
        batch_norm="批归一化",
        group_norm="组归一化",
        without="不用",
    ),
    _preset(
        "compare_depth",
        ("How deep before it breaks", "多深会学不动"),
        (
            "34 plain layers learn less than 8 do; a skip around every two of them lets them keep up.",
            "34 层的普通网络学得不如 8 层的；每两层加一条跳接，就跟得上了。",
        ),
        depths,
        "cnn",
        **{"34 with skips": "34 层，带跳接", "8 plain": "8 层，普通", "34 plain": "34 层，普通"},
    ),
)
"""In the order of the library."""
