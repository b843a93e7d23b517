"""What must be kept in mind for long: networks with gates learn to, a plain one does not."""

from __future__ import annotations

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy, MeanSquaredError
from layerlab.datasets.adding import Adding
from layerlab.datasets.toy_task import Task, ToyTask
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.layout import in_rows, roomy
from layerlab.experiment.presets.sequences import reader
from layerlab.experiment.variants import compared
from layerlab.layers import AnyLayer
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.output import Output
from layerlab.layers.rnn import Rnn
from layerlab.training.optimizers import Adam
from layerlab.training.pace import EverySteps, Pace, Steps
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant


def _adding(cell: AnyLayer, rate: float) -> Experiment:
    layers = {
        "input": Input(),
        f"{cell.kind}_1": cell,
        "last_step_1": LastStep(),
        "linear_1": Linear(out_features=1),
        "output": Output(),
    }
    optimizer = RoleOptimizer(optimizer=Adam(learning_rate=rate), schedule=Constant(), clip_norm=1.0)
    return roomy(
        Experiment(
            networks={"classifier": in_rows(layers)},
            datasets={"data": Adding(rows=20_000)},
            algorithm=Supervised(input="data.row", target="data.total", loss=MeanSquaredError()),
            optimizers={"classifier": optimizer},
            pace=Pace(batch_size=50, length=Steps(steps=2_000), evaluations=EverySteps(steps=50)),
        )
    )


def adding() -> Experiment:
    """The same rows read by three kinds of cell."""
    return compared(
        "A hundred steps to remember",
        ("GRU", _adding(Gru(hidden_size=64), 0.005)),
        ("LSTM", _adding(Lstm(hidden_size=64, forget_bias=1.0), 0.005)),
        ("plain RNN", _adding(Rnn(hidden_size=64), 0.001)),
    )


def on_signs(title: str, task: Task, length: int, epochs: int) -> Experiment:
    """One of the toy tasks, read by a GRU."""
    dataset = ToyTask(task=task, length=length)
    classes = dataset.field("answer").value.categories
    layers: dict[str, AnyLayer] = {
        "embedding_1": Embedding(features=16),
        "gru_1": Gru(hidden_size=48),
        "last_step_1": LastStep(),
        "linear_1": Linear(out_features=classes),
    }
    return reader(title, dataset, layers, CrossEntropy(), rate=0.005, batch_size=64, epochs=epochs)


def brackets() -> Experiment:
    """Whether all brackets close as they opened: a stack, learnt."""
    return on_signs("Brackets that close", "brackets", 16, 12)


def nothing() -> Experiment:
    """Thrown answers: the training loss falls by heart, the test stays at a half."""
    return on_signs("Nothing to learn", "random", 12, 12)


PRESETS = (
    Preset(
        id="adding",
        title={"en": "A hundred steps to remember", "zh": "记住一百步"},
        summary={
            "en": "Two of a hundred numbers are marked: what is their sum? GRU and LSTM learn it, plain RNNs do not.",
            "zh": "一百个数里有两个带记号，问它们的和。GRU 和 LSTM 学得会，普通 RNN 学不会。",
        },
        family="rnn",
        experiment=adding,
        in_chinese={"GRU": "GRU", "LSTM": "LSTM", "plain RNN": "普通 RNN"},
    ),
    Preset(
        id="brackets",
        title={"en": "Brackets that close", "zh": "括号是否配对"},
        summary={
            "en": "Round and square brackets: do all close as they opened? A GRU has to learn something like a stack.",
            "zh": "圆括号和方括号：是不是怎么开就怎么合？GRU 得自己学出一个类似栈的东西。",
        },
        family="rnn",
        experiment=brackets,
    ),
    Preset(
        id="nothing_to_learn",
        title={"en": "Nothing to learn", "zh": "没有可学的"},
        summary={
            "en": "The answers were thrown. The training loss falls all the same, by heart; the test stays at a half.",
            "zh": "答案是抛硬币得来的。训练损失照样往下走，那是死记；测试一直停在一半。",
        },
        family="rnn",
        experiment=nothing,
    ),
)
"""In the order of the library."""
