"""The datasets: what they are, whether they are here, and their samples."""

from __future__ import annotations

from typing import Annotated, Literal

import msgpack
import numpy as np
from fastapi import APIRouter, Query, Response

from layerlab.api.bodies import DatasetBody, Download
from layerlab.api.convert import problem_body
from layerlab.api.services import Services, ServicesOf
from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Dataset
from layerlab.datasets.load import available, load
from layerlab.kit.errors import LayerlabError, Problem
from layerlab.kit.members import members

MAX_SAMPLES = 200
MSGPACK = "application/msgpack"

router = APIRouter(prefix="/api/datasets", tags=["datasets"])


@router.get("")
def list_datasets(services: ServicesOf) -> list[DatasetBody]:
    """All datasets."""
    return [_body(kind, _dataset(kind), services) for kind in members(AnyDataset)]


def _dataset(kind: str) -> Dataset:
    known = members(AnyDataset)
    if kind not in known:
        raise LayerlabError("dataset_not_found", status=404)
    dataset: Dataset = known[kind]()
    return dataset


def _body(kind: str, dataset: Dataset, services: Services) -> DatasetBody:
    progress, failure = services.downloads.progress(kind), services.downloads.failure(kind)
    return DatasetBody(
        kind=kind,
        title=dataset.title,
        sample_shape=list(dataset.sample_shape),
        class_names=list(dataset.class_names),
        train_size=dataset.train_size,
        test_size=dataset.test_size,
        attribution=dataset.attribution,
        shipped=dataset.shipped,
        available=available(dataset, services.artifacts.cache),
        download=Download(done=progress[0], total=progress[1]) if progress else None,
        problem=problem_body(Problem(failure.code, failure.params)) if failure else None,
    )


@router.post("/{kind}/download", status_code=202)
def download_dataset(kind: str, services: ServicesOf) -> DatasetBody:
    """Fetch a dataset that is not shipped. Ask the list for its progress."""
    dataset = _dataset(kind)
    if not available(dataset, services.artifacts.cache):
        services.artifacts.require_space()
        services.downloads.start(kind, dataset)
    return _body(kind, dataset, services)


@router.get("/{kind}/samples", response_class=Response)
def read_samples(
    kind: str,
    services: ServicesOf,
    split: Literal["train", "test"] = "test",
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    count: Annotated[int, Query(ge=1, le=MAX_SAMPLES)] = 40,
    label: Annotated[int, Query(ge=-1, le=10**6)] = -1,
) -> Response:
    """Samples from the `start`-th on, of one class or (-1) of all.

    MessagePack: `shape` [n, C, H, W], `images` uint8, `labels` uint8, `indices` in the split, `total` that match.
    """
    dataset = _dataset(kind)
    if not available(dataset, services.artifacts.cache):
        raise LayerlabError("dataset_not_here", {"dataset": dataset.title}, status=409)
    arrays = load(dataset, services.artifacts.cache)
    images, labels = (
        (arrays.train_images, arrays.train_labels)
        if split == "train"
        else (arrays.test_images, arrays.test_labels)
    )
    matching = np.arange(len(labels)) if label < 0 else np.flatnonzero(labels == label)
    chosen = matching[start : start + count]
    packed = msgpack.packb(
        {
            "shape": [len(chosen), *dataset.sample_shape],
            "images": images[chosen].tobytes(),
            "labels": labels[chosen].tobytes(),
            "indices": chosen.tolist(),
            "total": len(matching),
        }
    )
    return Response(packed, media_type=MSGPACK, headers={"cache-control": "private, max-age=86400"})
