"""What every dataset declares. The arrays themselves are opened by `load()`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.values import Shape, Value


@dataclass(frozen=True)
class Arrays:
    """A dataset's samples, memory-mapped where possible.

    Shape: images uint8 (n, C, H, W); labels uint8 (n,).
    """

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]


@dataclass(frozen=True)
class RemoteFile:
    """A file that is fetched once. `size` is a bound on what is accepted, and what a progress bar counts to."""

    url: str
    md5: str
    size: int


Fetch = Callable[[RemoteFile], Path]
"""Gives the checked local copy of a remote file."""


class Dataset(Document):
    """Named real data: a declared sample shape, classes, split sizes, licence and source."""

    title: ClassVar[str]
    sample_shape: ClassVar[Shape]
    class_names: ClassVar[tuple[str, ...]]
    train_size: ClassVar[int]
    test_size: ClassVar[int]
    attribution: ClassVar[str]
    """The line shown wherever the data is shown."""
    mean: ClassVar[float] = 0.0
    """Mean of the training pixels on the 0…1 scale, subtracted from every batch."""
    std: ClassVar[float] = 1.0
    """Standard deviation of the same, by which every batch is divided."""
    shipped: ClassVar[bool] = True
    """False: fetched once, on demand, with a checksum."""
    files: ClassVar[tuple[RemoteFile, ...]] = ()
    """What is fetched; empty where the data is shipped."""

    choosing_fields: ClassVar[frozenset[str]] = frozenset({"train_limit"})
    """Fields that choose among the arrays and change none: data sets that differ in them alone share a cache."""

    train_limit: Annotated[int, Field(ge=0, le=10**9)] = 0
    """Use only the first so many training samples, to see what little data does; 0 uses all."""

    @property
    def sample(self) -> Value:
        """What enters a network: one of its images."""
        return Value("image", self.sample_shape)

    @property
    def train_count(self) -> int:
        """The training samples in use."""
        return min(self.train_limit, self.train_size) if self.train_limit else self.train_size

    @classmethod
    def kind_name(cls) -> str:
        """What a document calls it: `mnist`."""
        return str(cls.model_fields["kind"].default)

    def cache_key(self) -> str:
        """What its arrays are called in the cache: its kind, with a digest of the fields that change them, if any."""
        fields = self.model_dump(mode="json", exclude={"kind", *self.choosing_fields})
        if not fields:
            return self.kind_name()
        digest = hashlib.blake2b(json.dumps(fields, sort_keys=True).encode(), digest_size=8)
        return f"{self.kind_name()}-{digest.hexdigest()}"

    def read(self, fetch: Fetch) -> Arrays:
        """All samples, from the shipped or fetched files. Called once; the cache serves the rest."""
        raise NotImplementedError
