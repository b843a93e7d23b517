"""Is a sentence praise? Three networks that read words, and what counting words reaches."""

from __future__ import annotations

from collections.abc import Mapping

from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets import AnyDataset
from layerlab.datasets.sentiment_movie import SentimentMovie
from layerlab.datasets.sentiment_product import SentimentProduct
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset
from layerlab.experiment.presets.sequences import reader
from layerlab.experiment.variants import compared
from layerlab.layers import AnyLayer
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.dropout import Dropout
from layerlab.layers.embedding import Embedding
from layerlab.layers.linear import Linear
from layerlab.layers.lstm import Lstm
from layerlab.layers.max_over_time import MaxOverTime
from layerlab.layers.mean_over_time import MeanOverTime
from layerlab.layers.relu import Relu


def _words() -> Embedding:
    """What each word stands for, nearly nothing at first: a word that is seldom seen must not say much by chance."""
    return Embedding(features=32, initialisation="normal", initial=0.05)


def _judge(
    title: str, dataset: AnyDataset, layers: Mapping[str, AnyLayer], rate: float, epochs: int
) -> Experiment:
    return reader(
        title,
        dataset,
        {**layers, "dropout_1": Dropout(p=0.5), "linear_1": Linear(out_features=2)},
        CrossEntropy(label_smoothing=0.1),
        rate=rate,
        batch_size=64,
        epochs=epochs,
    )


def averaged(dataset: AnyDataset, title: str = "") -> Experiment:
    """Each word has its say, in no order."""
    layers: dict[str, AnyLayer] = {"embedding_1": _words(), "mean_over_time_1": MeanOverTime()}
    return _judge(title, dataset, layers, 0.003, 8)


def movies() -> Experiment:
    """Three ways to read a sentence."""
    lstm: dict[str, AnyLayer] = {
        "embedding_1": _words(),
        "lstm_1": Lstm(hidden_size=32, bidirectional=True),
        "max_over_time_1": MaxOverTime(),
    }
    conv: dict[str, AnyLayer] = {
        "embedding_1": _words(),
        "conv1d_1": Conv1d(out_channels=64, kernel_size=3, padding=1),
        "relu_1": Relu(),
        "max_over_time_1": MaxOverTime(),
    }
    dataset = SentimentMovie()
    return compared(
        "Praise or not?",
        ("mean of the words", averaged(dataset)),
        ("LSTM", _judge("", dataset, lstm, 0.003, 5)),
        ("three words at a time", _judge("", dataset, conv, 0.002, 5)),
    )


def products() -> Experiment:
    """The mean of the words, on reviews of products."""
    return averaged(SentimentProduct(), "Good or bad product?")


PRESETS = (
    Preset(
        id="sentiment_movie",
        title={"en": "Praise or not?", "zh": "是夸还是贬？"},
        summary={
            "en": "Sentences of film reviews, read in three ways. Counting words (naive Bayes) has 80 %: hard to beat.",
            "zh": "影评里的句子，三种读法。只数词（朴素贝叶斯）就有 80 %，不容易超过。",
        },
        family="rnn",
        experiment=movies,
        in_chinese={"mean of the words": "词的平均", "LSTM": "LSTM", "three words at a time": "一次看三个词"},
    ),
    Preset(
        id="sentiment_product",
        title={"en": "Good or bad product?", "zh": "商品好不好？"},
        summary={
            "en": "The mean of the words in a review's sentence. Counting words (naive Bayes) has 81 % on new reviews.",
            "zh": "把评论句子里的词取平均。只数词（朴素贝叶斯），在没见过的评论上有 81 %。",
        },
        family="rnn",
        experiment=products,
    ),
)
"""In the order of the library."""
