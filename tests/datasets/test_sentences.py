"""Sentences: what is counted, what is held out, and how a typed one is read."""

from __future__ import annotations

import numpy as np
import pytest

from layerlab.datasets.sentences import read_ratings, read_sentences, words_of
from layerlab.datasets.sentiment_movie import SentimentMovie
from layerlab.datasets.sentiment_product import SentimentProduct
from layerlab.datasets.shipped import DATA
from layerlab.training.tokens import tokens_of

MOVIES = DATA / SentimentMovie.origin.shipped


def test_words_that_stand_once_or_in_tests_alone_are_unknown() -> None:
    rows = read_ratings(MOVIES)
    words = words_of(rows)
    learnt = [word for split, _, sentence in rows if split == "train" for word in sentence]
    assert len(words) == len(set(words)) == 8_438
    assert all(learnt.count(word) >= 2 for word in words[::500])
    train, labels, *_ = read_sentences(MOVIES)
    assert [words[number - 1] for number in train[1][:3] if number > 0] == ["effective", "but", "too"]
    assert labels[:2].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("dataset", "sizes", "positive"),
    [(SentimentMovie(), (7924, 2061), 0.499), (SentimentProduct(), (2273, 633), 0.629)],
)
def test_splits_are_those_of_the_file(
    dataset: SentimentMovie, sizes: tuple[int, int], positive: float
) -> None:
    _, train, _, test = read_sentences(DATA / dataset.origin.shipped)
    assert (len(train), len(test)) == sizes == tuple(dataset.splits().values())
    assert test.mean() == pytest.approx(positive, abs=0.001)


def test_a_typed_sentence_is_read_word_by_word_as_the_data_are() -> None:
    names = SentimentMovie().field("sentence").names
    tokens = tokens_of("Effective, BUT too tepid... xyzzy", names)
    assert [names[token] for token in tokens] == ["effective", "but", "too", "tepid", names[0]]
    assert tokens_of("?!", names) == [0]
    assert tokens_of("aB", ["?", "a", "b"]) == [1, 2]


def test_counting_words_reaches_what_the_gallery_says() -> None:
    for dataset, reaches in ((SentimentMovie(), 0.80), (SentimentProduct(), 0.81)):
        train, labels, test, truth = read_sentences(DATA / dataset.origin.shipped)
        said = np.zeros((2, len(dataset.field("sentence").names)))
        for sentence, label in zip(train, labels, strict=True):
            said[label, np.unique(sentence[sentence > 0])] += 1
        said = np.log(said + 1) - np.log((said + 1)[:, 1:].sum(axis=1, keepdims=True))
        prior = np.log(labels.mean() / (1 - labels.mean()))
        for_praise = [(said[1] - said[0])[np.unique(each[each > 0])].sum() + prior for each in test]
        assert ((np.array(for_praise) > 0) == truth).mean() == pytest.approx(reaches, abs=0.008)
