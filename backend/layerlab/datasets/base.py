"""What every dataset declares. The arrays themselves are opened by `load()`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from numpy.typing import NDArray
from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

Columns = dict[Split, dict[str, NDArray[Any]]]
"""The arrays of a dataset by split and field, each of the type that its field declares.

Shape: (n, *sides of the field's value), with the same n for all fields of a split.
"""


Format = Literal["idx", "cifar", "own"]
"""In which form the files hold the arrays; of its own: a function in the dataset's file reads or makes them."""


@dataclass(frozen=True)
class RemoteFile:
    """A file that is fetched once. `size` is a bound on what is accepted, and what a progress bar counts to."""

    url: str
    md5: str
    size: int


@dataclass(frozen=True)
class Origin:
    """Where a dataset comes from: what a download fetches, and a script outside Layerlab looks for."""

    file: str
    """What its archive is called beside a script."""
    format: Format
    mirror: tuple[RemoteFile, ...] = ()
    """The official files, in the order in which they are read: for IDX those of the four arrays."""
    reader: str = ""
    """The function of the dataset's own file that gives the arrays, in the order of `arrays()`: from the path of a
    shipped table, or, where the data are made, from what the dataset's `recipe` says."""
    home: str = ""
    """The file of `datasets/` in which the reader stands, where several sets share it; empty for the set's own."""
    shipped: str = ""
    """The archive that comes with Layerlab; empty where the official files are fetched, once and on demand."""


Fetch = Callable[[RemoteFile], Path]
"""Gives the checked local copy of a remote file."""


class Dataset(Document):
    """Named real data: its columns, the sizes of its splits, its licence and source."""

    title: ClassVar[str]
    attribution: ClassVar[str]
    """The line shown wherever the data is shown."""
    default_input: ClassVar[str]
    """The field that a network is given where nobody chose another."""
    default_target: ClassVar[str]
    """The field that it is to answer, likewise."""
    origin: ClassVar[Origin]
    """Where it comes from, for Layerlab and for scripts without it."""

    has_data: ClassVar[bool] = True
    """Whether there are samples; else only its columns are known, and nothing can be trained on it."""

    choosing_fields: ClassVar[frozenset[str]] = frozenset({"train_limit"})
    """Fields that choose among the arrays and change none: data sets that differ in them alone share a cache."""
    chooser: ClassVar[str] = ""
    """The function of the dataset's own file that chooses among the arrays, called with them and with what `choice`
    says; empty where it never does."""

    train_limit: Annotated[int, Field(ge=0, le=10**9)] = 0
    """Use only the first so many training samples, to see what little data does; 0 uses all."""

    def data_fields(self) -> tuple[DataField, ...]:
        """Its columns."""
        raise NotImplementedError

    def splits(self) -> dict[Split, int]:
        """How many samples each split holds, `train_limit` left aside."""
        raise NotImplementedError

    def stored_splits(self) -> dict[Split, int]:
        """How many samples of each split the arrays hold from which some are chosen."""
        return self.splits()

    @property
    def choice(self) -> str:
        """What its `chooser` is called with after the arrays, as source; empty where all are taken."""
        return ""

    def chosen(self, columns: Columns) -> Columns:
        """The samples that it takes of all that are stored, `train_limit` left aside."""
        return columns

    def field(self, name: str) -> DataField:
        """The column of that name. Raises KeyError."""
        found = {field.name: field for field in self.data_fields()}
        return found[name]

    def arrays(self) -> Iterator[tuple[Split, DataField, str]]:
        """Each array that makes it up: its split and field, and its name in the cache, in archives and in scripts."""
        for split in self.splits():
            for field in self.data_fields():
                yield split, field, f"{split}_{field.plural}"

    @property
    def is_made(self) -> bool:
        """Whether it is computed from its fields: quicker than any cache."""
        return self.has_data and self.origin.format == "own" and not self.origin.shipped

    @property
    def recipe(self) -> str:
        """What its `origin.reader` is called with, as source, where it is made."""
        return ""

    @property
    def options(self) -> str:
        """What its `origin.reader` is called with after the path of a shipped table, as source: `, "species"`."""
        return ""

    @property
    def files(self) -> tuple[RemoteFile, ...]:
        """What is fetched, once, on demand and with a checksum."""
        return () if self.origin.shipped else self.origin.mirror

    @property
    def shipped(self) -> bool:
        """Whether Layerlab has it without a network."""
        return self.has_data and not self.files

    @property
    def sample(self) -> Value:
        """What enters a network."""
        return self.field(self.default_input).value

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The columns that a sample is looked at by where nobody names others: what enters, and the answer to it."""
        return self.default_input, self.default_target

    @property
    def train_count(self) -> int:
        """The training samples in use."""
        size = self.splits()["train"]
        return min(self.train_limit, size) if self.train_limit else size

    @property
    def test_count(self) -> int:
        """The samples of the test set; 0 where there is none."""
        return self.splits().get("test", 0)

    @classmethod
    def kind_name(cls) -> str:
        """What a document calls it: `mnist`."""
        return str(cls.model_fields["kind"].default)

    def cache_key(self) -> str:
        """What its arrays are called in the cache: its kind, with a digest of the fields that change them, if any."""
        # What is as usual is not told, so that a field that comes later leaves the caches that there are.
        fields = self.model_dump(mode="json", exclude_defaults=True, exclude={"kind", *self.choosing_fields})
        if not fields:
            return self.kind_name()
        digest = hashlib.blake2b(json.dumps(fields, sort_keys=True).encode(), digest_size=8)
        return f"{self.kind_name()}-{digest.hexdigest()}"

    def read(self, fetch: Fetch) -> Columns:
        """All samples, from the shipped or fetched files. Called once; the cache serves the rest."""
        raise NotImplementedError
