"""The datasets: what they are, whether they are here, and their samples."""

from __future__ import annotations

from typing import Annotated, Any

import msgpack
import numpy as np
from fastapi import APIRouter, Depends, Query, Response
from numpy.typing import NDArray
from pydantic import ValidationError

from layerlab.api.bodies import DataFieldBody, DatasetBody, Download
from layerlab.api.reckoning import problem_body, value_body
from layerlab.api.services import Services, ServicesOf
from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Dataset
from layerlab.datasets.load import available, load
from layerlab.experiment.invalid import problems_of
from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError, Problem, Scalar, Where
from layerlab.kit.members import members
from layerlab.kit.values import Split
from layerlab.training.fields import DataField

MAX_SAMPLES = 200
MSGPACK = "application/msgpack"

FieldsOf = Annotated[str, Query(max_length=4_000)]
"""The dataset's fields in an experiment, as JSON: with a field that changes its arrays it is another data set."""

ColumnNames = Annotated[str, Query(max_length=400, pattern=r"^[\w,]*$")]
"""Names of columns, parted by commas."""

router = APIRouter(prefix="/api/datasets", tags=["datasets"])


@router.get("")
def list_datasets(services: ServicesOf) -> list[DatasetBody]:
    """All datasets."""
    return [_body(dataset(), services) for dataset in members(AnyDataset).values()]


def _dataset(kind: str, fields: FieldsOf = "{}") -> Dataset:
    """The dataset of that kind with these of its fields. Raises LayerlabError."""
    known = members(AnyDataset)
    if kind not in known:
        raise LayerlabError("dataset_not_found", status=404)
    given = strict_json.read(fields.encode("utf-8", "surrogatepass"))
    if not isinstance(given, dict):
        raise LayerlabError("invalid_document", status=422)
    try:
        dataset: Dataset = known[kind].model_validate({**given, "kind": kind})
    except ValidationError as error:
        first = problems_of(error.errors(include_input=False, include_url=False))[0]
        raise LayerlabError(first.code, first.params, 422, first.where) from None
    return dataset


DatasetOf = Annotated[Dataset, Depends(_dataset)]


def _field(field: DataField) -> DataFieldBody:
    def scale(numbers: float | tuple[float, ...]) -> float | list[float]:
        return list(numbers) if isinstance(numbers, tuple) else numbers

    return DataFieldBody(
        name=field.name,
        value=value_body(field.value),
        names=list(field.names),
        mean=scale(field.mean),
        std=scale(field.std),
        missing=list(field.missing),
    )


def _body(dataset: Dataset, services: Services) -> DatasetBody:
    progress, failure = services.downloads.progress(dataset), services.downloads.failure(dataset)
    return DatasetBody(
        kind=dataset.kind_name(),
        title=dataset.title,
        fields=[_field(field) for field in dataset.data_fields()],
        splits={**dataset.splits()},
        default_input=dataset.default_input,
        default_target=dataset.default_target,
        attribution=dataset.attribution,
        shipped=dataset.shipped,
        available=available(dataset, services.artifacts.cache),
        download=Download(done=progress[0], total=progress[1]) if progress else None,
        problem=problem_body(Problem(failure.code, failure.params)) if failure else None,
    )


@router.get("/{kind}")
def read_dataset(dataset: DatasetOf, services: ServicesOf) -> DatasetBody:
    """One dataset, as its fields in an experiment make it."""
    return _body(dataset, services)


@router.post("/{kind}/download", status_code=202)
def download_dataset(dataset: DatasetOf, services: ServicesOf) -> DatasetBody:
    """Fetch a dataset that is not shipped. Ask the list for its progress."""
    if not available(dataset, services.artifacts.cache):
        services.artifacts.require_space()
        services.downloads.start(dataset)
    return _body(dataset, services)


@router.get("/{kind}/samples", response_class=Response)
def read_samples(
    dataset: DatasetOf,
    services: ServicesOf,
    split: Split = "test",
    columns: ColumnNames = "",
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    count: Annotated[int, Query(ge=1, le=MAX_SAMPLES)] = 40,
    label: Annotated[int, Query(ge=-1, le=10**6)] = -1,
    indices: Annotated[str, Query(pattern=r"^(\d{1,9}(,\d{1,9}){0,199})?$")] = "",
) -> Response:
    """Samples from the `start`-th on, of one class or (-1) of all; or those of `indices`, such as `3,1,2`.

    `columns`, such as `image,label`: what of them; where none is named, what enters a network and what it is to answer.
    MessagePack: `columns`, each with its `name`, `kind`, `stored`, `shape` [n, …] and `values` (of images the bytes as
    stored, of all others numbers); `indices` in the split; `total` that match.
    """
    asked = _columns(dataset, columns)
    held = _split(dataset, services, split)
    if indices:
        chosen = matching = np.array(indices.split(","), dtype=np.int64)
        size = len(held[dataset.default_input])
        if chosen.max() >= size:
            params: dict[str, Scalar] = {"count": size, "dataset": dataset.title}
            raise LayerlabError("sample_unknown", params, 404, Where(field="indices"))
    else:
        matching = _matching(dataset, held, label)
        chosen = matching[start : start + count]
    return _packed(
        {
            "columns": [_column(field, held[field.name][chosen]) for field in asked],
            "indices": chosen.tolist(),
            "total": len(matching),
        }
    )


def _columns(dataset: Dataset, names: str) -> list[DataField]:
    """The columns of these names, each once. Raises LayerlabError `column_unknown`."""
    asked = names.split(",") if names else dataset.looked_at
    known = {field.name: field for field in dataset.data_fields()}
    for name in asked:
        if name not in known:
            params: dict[str, Scalar] = {"column": name, "dataset": dataset.title}
            raise LayerlabError("column_unknown", params, 404, Where(field="columns"))
    return [known[name] for name in dict.fromkeys(asked)]


def _matching(dataset: Dataset, held: dict[str, NDArray[Any]], label: int) -> NDArray[np.int64]:
    """The rows of one class; of none where what is to be answered is no class."""
    target = dataset.field(dataset.default_target)
    if label < 0:
        return np.arange(len(held[dataset.default_input]))
    if target.value.kind != "label":
        return np.arange(0)
    return np.flatnonzero(held[target.name] == label)


def _column(field: DataField, entries: NDArray[Any]) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.value.kind,
        "stored": field.stored,
        "shape": list(entries.shape),
        "values": entries.tobytes() if field.value.kind == "image" else _told(field, entries),
    }


def _told(field: DataField, entries: NDArray[Any]) -> list[Any]:
    """The entries as numbers, each sequence to its own end."""
    if not field.value.length:
        return list(entries.tolist())
    there = entries >= 0 if field.value.kind == "tokens" else ~np.isnan(entries[..., 0])
    return [entry[: int(steps)].tolist() for entry, steps in zip(entries, there.sum(axis=1), strict=True)]


@router.get("/{kind}/labels", response_class=Response)
def read_labels(dataset: DatasetOf, services: ServicesOf, split: Split = "test") -> Response:
    """The class of every sample. MessagePack: `labels` uint8 (n)."""
    if dataset.field(dataset.default_target).value.kind != "label":
        raise LayerlabError("no_classes", {"dataset": dataset.title}, status=404)
    labels = _split(dataset, services, split)[dataset.default_target]
    return _packed({"labels": labels.tobytes()})


def _split(dataset: Dataset, services: Services, split: Split) -> dict[str, NDArray[Any]]:
    """The columns of a split, where they are here. Raises LayerlabError (`split_unknown`, `dataset_not_here`)."""
    if split not in dataset.splits():
        params: dict[str, Scalar] = {"split": split, "dataset": dataset.title}
        raise LayerlabError("split_unknown", params, 404, Where(field="split"))
    if not available(dataset, services.artifacts.cache):
        raise LayerlabError("dataset_not_here", {"dataset": dataset.title}, status=409)
    return load(dataset, services.artifacts.cache)[split]


def _packed(answer: dict[str, Any]) -> Response:
    headers = {"cache-control": "private, max-age=86400"}
    return Response(msgpack.packb(answer), media_type=MSGPACK, headers=headers)
