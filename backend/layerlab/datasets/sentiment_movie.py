"""Sentences of film reviews, good or bad."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.sentences import Sentences


class SentimentMovie(Sentences):
    """9,985 sentences from film reviews, rated by people: praise or not.

    Shape: tokens (T,) -> 2 classes, 7,924 train and 2,061 test.
    Source: Hutto and Gilbert 2014 (VADER); sentences collected by Pang and Lee 2005.
    """

    kind: Literal["sentiment_movie"] = "sentiment_movie"
    title: ClassVar[str] = "Movie sentences"
    attribution: ClassVar[str] = "Sentences rated for VADER, (c) 2016 C. J. Hutto, MIT"
    origin: ClassVar[Origin] = Origin(
        file="sentiment_movie.tsv.gz",
        format="own",
        reader="read_sentences",
        home="sentences",
        shipped="sentiment_movie.tsv.gz",
    )
