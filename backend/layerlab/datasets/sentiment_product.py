"""Sentences of product reviews, good or bad."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.sentences import Sentences


class SentimentProduct(Sentences):
    """2,906 sentences from reviews of five products, rated by 20 people each; whole reviews are kept to test.

    Shape: tokens (T,) -> 2 classes, 2,273 train and 633 test.
    Source: Hutto and Gilbert 2014 (VADER); reviews collected by Hu and Liu 2004.
    """

    kind: Literal["sentiment_product"] = "sentiment_product"
    title: ClassVar[str] = "Product sentences"
    attribution: ClassVar[str] = "Sentences rated for VADER, (c) 2016 C. J. Hutto, MIT"
    origin: ClassVar[Origin] = Origin(
        file="sentiment_product.tsv.gz",
        format="own",
        reader="read_sentences",
        home="sentences",
        shipped="sentiment_product.tsv.gz",
    )
