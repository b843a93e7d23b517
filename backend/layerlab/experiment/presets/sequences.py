"""Networks that read a sequence step by step: who speaks, which digit is said, which language a name is from."""

from __future__ import annotations

from collections.abc import Mapping

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets import AnyDataset
from layerlab.datasets.japanese_vowels import JapaneseVowels
from layerlab.datasets.spoken_digits import SpokenDigits
from layerlab.datasets.surnames import Surnames
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.layers import AnyLayer
from layerlab.layers.dropout import Dropout
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.output import Output
from layerlab.training.optimizers import Adam
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine


def reader(
    title: str,
    dataset: AnyDataset,
    layers: Mapping[str, AnyLayer],
    loss: CrossEntropy,
    *,
    rate: float,
    batch_size: int,
    epochs: int,
) -> Experiment:
    """A chain between what the data set shows and what it asks; gradients that went through many steps are bounded."""
    experiment = Experiment(
        title=title,
        networks={"classifier": in_rows({"input": Input(), **layers, "output": Output()})},
        datasets={"data": dataset},
        algorithm=Supervised(
            input=f"data.{dataset.default_input}", target=f"data.{dataset.default_target}", loss=loss
        ),
        optimizers={
            "classifier": RoleOptimizer(optimizer=Adam(learning_rate=rate), schedule=Cosine(), clip_norm=1.0)
        },
        pace=Pace(batch_size=batch_size, length=Epochs(epochs=epochs), evaluations=PerEpoch(times=1)),
        seed=0,
    )
    return roomy(experiment)


def japanese_vowels() -> Experiment:
    """Read from both ends, and what was thought on the way averaged."""
    return reader(
        "Japanese vowels",
        JapaneseVowels(),
        {
            "lstm_1": Lstm(hidden_size=32, bidirectional=True),
            "mean_over_time_1": MeanOverTime(),
            "linear_1": Linear(out_features=9),
        },
        CrossEntropy(),
        rate=0.01,
        batch_size=16,
        epochs=20,
    )


def spoken_digits() -> Experiment:
    """What the state has come to once the word is over."""
    return reader(
        "Spoken digits",
        SpokenDigits(),
        {"gru_1": Gru(hidden_size=64), "last_step_1": LastStep(), "linear_1": Linear(out_features=10)},
        CrossEntropy(),
        rate=0.005,
        batch_size=32,
        epochs=15,
    )


def surnames() -> Experiment:
    """Asked after every letter: so the beginning of a name is read as a beginning, and not as a short name."""
    return reader(
        "Where is a name from?",
        Surnames(),
        {
            "embedding_1": Embedding(features=32),
            "gru_1": Gru(hidden_size=192),
            "dropout_1": Dropout(p=0.2),
            "linear_1": Linear(out_features=17),
        },
        CrossEntropy(class_weights="balanced", balanced_accuracy=True, every_step=True),
        rate=0.003,
        batch_size=64,
        epochs=12,
    )


PRESETS = (
    Preset(
        id="spoken_digits",
        title={"en": "Spoken digits", "zh": "口述数字"},
        summary={
            "en": "A GRU listens to the digits 0 to 9, eighteen moments of sound a word, and says which it heard.",
            "zh": "GRU 听人念 0 到 9，每个词约十八个时刻的声音，然后说出听到了哪一个。",
        },
        family="rnn",
        experiment=spoken_digits,
    ),
    Preset(
        id="surnames",
        title={"en": "Where is a name from?", "zh": "姓氏来自哪里？"},
        summary={
            "en": "A GRU reads a surname letter by letter and says after each which of 17 languages it is from.",
            "zh": "GRU 逐个字母读一个姓氏，每读一个就说出它来自 17 种语言中的哪一种。",
        },
        family="rnn",
        experiment=surnames,
    ),
    Preset(
        id="japanese_vowels",
        title={"en": "Japanese vowels", "zh": "日语元音"},
        summary={
            "en": "Nine men say the same vowel. An LSTM that reads both ways tells who speaks.",
            "zh": "九位男士念同一个元音。双向 LSTM 听出是谁在说话。",
        },
        family="rnn",
        experiment=japanese_vowels,
    ),
)
"""In the order of the library."""
