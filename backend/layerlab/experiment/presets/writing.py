"""Networks that learn to write: plays, poems, first names, a character at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layerlab.algorithms.language_model.fields import LanguageModel
from layerlab.datasets import AnyDataset
from layerlab.datasets.shakespeare import Shakespeare
from layerlab.datasets.tang_quatrains import TangQuatrains
from layerlab.datasets.us_names import UsNames
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.experiment.variants import compared
from layerlab.layers import AnyLayer
from layerlab.layers.dropout import Dropout
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.output import Output
from layerlab.layers.rnn import Rnn
from layerlab.training.optimizers import Adam
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine


def writer(
    title: str,
    dataset: AnyDataset,
    layers: Mapping[str, AnyLayer],
    *,
    rate: float,
    batch_size: int,
    steps: int,
    every: int,
) -> Experiment:
    """Letters as vectors, what reads them, and a score for every letter that could come next."""
    text = dataset.field(dataset.default_input)
    network = in_rows(
        {
            "input": Input(),
            **layers,
            "linear_1": Linear(out_features=text.value.categories),
            "output": Output(),
        }
    )
    experiment = Experiment(
        title=title,
        networks={"writer": network},
        datasets={"data": dataset},
        algorithm=LanguageModel(text=f"data.{text.name}", carry=text.goes_on),
        optimizers={
            "writer": RoleOptimizer(optimizer=Adam(learning_rate=rate), schedule=Cosine(), clip_norm=1.0)
        },
        pace=Pace(batch_size=batch_size, length=Steps(steps=steps), evaluations=EverySteps(steps=every)),
        seed=0,
    )
    return roomy(experiment)


def shakespeare() -> Experiment:
    """Three passes over the plays that are learnt from: so many as ten minutes of one core have room for."""
    return writer(
        "Shakespeare, letter by letter",
        Shakespeare(),
        {
            "embedding_1": Embedding(features=64),
            "lstm_1": Lstm(hidden_size=320, forget_bias=1.0),
            "dropout_1": Dropout(p=0.15),
        },
        rate=0.004,
        batch_size=32,
        steps=6_000,
        every=750,
    )


def race() -> Experiment:
    """The same room for each: what differs is what they can keep."""
    ways: tuple[tuple[str, AnyLayer], ...] = (
        ("LSTM", Lstm(hidden_size=128, forget_bias=1.0)),
        ("GRU", Gru(hidden_size=128)),
        ("RNN", Rnn(hidden_size=128)),
    )
    title = "RNN, LSTM and GRU write"
    told = [
        (
            name,
            writer(
                title,
                Shakespeare(),
                {"embedding_1": Embedding(features=32), f"{layer.kind}_1": layer},
                rate=0.004,
                batch_size=32,
                steps=1_500,
                every=250,
            ),
        )
        for name, layer in ways
    ]
    return compared(title, *told)


def tang_quatrains() -> Experiment:
    """Few poems and many characters: dropout keeps it from learning them by heart too soon."""
    return writer(
        "Tang quatrains",
        TangQuatrains(),
        {
            "embedding_1": Embedding(features=64),
            "lstm_1": Lstm(hidden_size=128, forget_bias=1.0),
            "dropout_1": Dropout(p=0.3),
        },
        rate=0.004,
        batch_size=32,
        steps=1_000,
        every=50,
    )


def first_names() -> Experiment:
    """Names of fifteen letters at most."""
    return writer(
        "Names that nobody has",
        UsNames(),
        {"embedding_1": Embedding(features=16), "gru_1": Gru(hidden_size=128)},
        rate=0.003,
        batch_size=64,
        steps=1_500,
        every=100,
    )


def _preset(
    name: str, title: tuple[str, str], summary: tuple[str, str], experiment: Callable[[], Experiment]
) -> Preset:
    return Preset(
        id=name,
        title={"en": title[0], "zh": title[1]},
        summary={"en": summary[0], "zh": summary[1]},
        family="rnn",
        experiment=experiment,
    )


PRESETS = (
    _preset(
        "shakespeare",
        ("Shakespeare, letter by letter", "逐个字母写莎士比亚"),
        (
            "An LSTM reads 34 plays and writes on where you stop. Three plays that it never saw test it.",
            "LSTM 读三十四部剧本，你停在哪里它就从哪里写下去。另有三部它从没见过的，用来考它。",
        ),
        shakespeare,
    ),
    _preset(
        "compare_writers",
        ("RNN, LSTM and GRU write", "RNN、LSTM、GRU 比写作"),
        (
            "Three kinds of memory, 128 units each, read the same plays. Their curves lie over each other.",
            "三种记忆，各 128 个单元，读同样的剧本，三条曲线叠在一起看。",
        ),
        race,
    ),
    _preset(
        "tang_quatrains",
        ("Tang quatrains", "写唐人绝句"),
        (
            "From 1,100 poems an LSTM learns to write four lines of five characters, commas and full stops in place.",
            "LSTM 从一千多首五言绝句里学写诗：四句，每句五个字，逗号、句号各就各位。",
        ),
        tang_quatrains,
    ),
    _preset(
        "first_names",
        ("Names that nobody has", "没人叫过的名字"),
        (
            "A GRU learns 16,000 American first names letter by letter and makes up new ones.",
            "GRU 逐个字母学一万六千个美国人名，再自己编出新的来。",
        ),
        first_names,
    ),
)
"""In the order of the library."""
