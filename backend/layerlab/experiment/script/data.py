"""The part of an exported script that finds the data."""

from __future__ import annotations

from pathlib import Path

from layerlab.datasets.base import Dataset, Format
from layerlab.datasets.shipped import DATA
from layerlab.experiment.script.parts import Part, definition, written
from layerlab.network.source import text_source

READERS: dict[Format, str] = {
    "idx": "[read_idx(file) for file in files]",
    "cifar": "read_cifar(files[0])",
}
"""How a script gets the four arrays from the official files. The functions stand in `standalone.py`."""

_IMPORTS = """
from pathlib import Path
import numpy as np
from layerlab.experiment.script.standalone import fetch, kept_data, open_arrays, read_cifar, read_idx
"""


def local_data(dataset: Dataset, cache: Path) -> Path | None:
    """Where this computer keeps the dataset; None where it was never fetched."""
    shipped = dataset.origin.shipped
    place = DATA / shipped if shipped else cache / "datasets" / dataset.cache_key()
    return place.resolve() if place.exists() else None


def constants(dataset: Dataset) -> str:
    """What the data part needs to know."""
    mirror, images = dataset.origin.mirror, dataset.field(dataset.default_input)
    lines = [
        f"TRAIN_COUNT, TEST_COUNT = {dataset.train_count:_}, {dataset.test_count:_}",
        f"SAMPLE_SHAPE = {dataset.sample.shape!r}",
        f"MEAN, STD = {images.mean!r}, {images.std!r}  # of the training pixels, on the scale 0 to 1",
        f"MIRROR = {text_source(_folder(mirror[0].url))}",
        "FILES = {  # the official files and their MD5 checksums",
        *(f"    {text_source(_name(file.url))}: {text_source(file.md5)}," for file in mirror),
        "}",
        f"ARRAYS = ({', '.join(text_source(name) for *_, name in dataset.arrays())})",
    ]
    return "\n".join(lines) + "\n"


def functions(dataset: Dataset) -> list[Part]:
    """`load_data` and `test_batches`; what they call comes by itself."""
    return [
        written(_load_data(dataset), _IMPORTS),
        definition("experiment/script/standalone.py", "test_batches"),
    ]


def _load_data(dataset: Dataset) -> str:
    beside, kept = text_source(dataset.origin.file), text_source(dataset.cache_key())
    return f'''def load_data(given: Path | None) -> list[np.ndarray]:
    """Training images and labels, test images and labels, as bytes.

    From the file given, else one beside this script or what Layerlab keeps, else downloaded once.
    """
    places = [Path(__file__).with_name({beside}), kept_data({kept})]
    place = given or next((place for place in places if place.exists()), None)
    if place is None:
        folder = Path(__file__).with_name("data")
        files = [fetch(MIRROR + name, md5, folder) for name, md5 in FILES.items()]
        arrays = {READERS[dataset.origin.format]}
    else:
        arrays = open_arrays(place)
    train_images, train_labels, test_images, test_labels = arrays
    return [
        np.array(train_images[:TRAIN_COUNT]).reshape(-1, *SAMPLE_SHAPE),
        np.array(train_labels[:TRAIN_COUNT]),
        np.array(test_images[:TEST_COUNT]).reshape(-1, *SAMPLE_SHAPE),
        np.array(test_labels[:TEST_COUNT]),
    ]
'''


def _folder(url: str) -> str:
    return url.rpartition("/")[0] + "/"


def _name(url: str) -> str:
    return url.rpartition("/")[2]
