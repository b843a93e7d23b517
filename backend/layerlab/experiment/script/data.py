"""The part of an exported script that finds the data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layerlab.datasets import AnyDataset
from layerlab.datasets.base import RemoteFile
from layerlab.datasets.fashion_mnist_full import FashionMnistFull
from layerlab.datasets.shipped import DATA
from layerlab.experiment.script.own_source import definition
from layerlab.network.source import text_source

_MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/"
MNIST_FILES = (
    RemoteFile(_MNIST + "train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873", 9_912_422),
    RemoteFile(_MNIST + "train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432", 28_881),
    RemoteFile(_MNIST + "t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3", 1_648_877),
    RemoteFile(_MNIST + "t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c", 4_542),
)
"""Where someone without Layerlab gets MNIST."""


@dataclass(frozen=True)
class Source:
    """One dataset outside Layerlab."""

    file: str
    """What it is called beside the script."""
    mirror: tuple[RemoteFile, ...]
    shipped: str = ""
    """The file that comes with Layerlab."""


def source_of(dataset: AnyDataset) -> Source:
    """The dataset's file and its official home."""
    if dataset.kind == "mnist":
        return Source("mnist.npz", MNIST_FILES, "mnist.npz")
    if dataset.kind == "fashion_mnist":
        return Source("fashion_mnist_10k.npz", FashionMnistFull.files, "fashion_mnist_10k.npz")
    return Source(f"{dataset.kind}.npz", dataset.files)


def local_data(dataset: AnyDataset, cache: Path) -> Path | None:
    """Where this computer keeps the dataset; None where it was never fetched."""
    shipped = source_of(dataset).shipped
    place = DATA / shipped if shipped else cache / "datasets" / dataset.cache_key()
    return place.resolve() if place.exists() else None


def imports(dataset: AnyDataset) -> list[str]:
    """Modules of the standard library that the data part needs."""
    return ["hashlib", "sys", "urllib.request", "tarfile" if dataset.kind == "cifar10" else "gzip"]


def constants(dataset: AnyDataset) -> str:
    """What the data part needs to know."""
    source, images = source_of(dataset), dataset.field(dataset.default_input)
    lines = [
        f"TRAIN_COUNT, TEST_COUNT = {dataset.train_count:_}, {dataset.test_count:_}",
        f"SAMPLE_SHAPE = {dataset.sample.shape!r}",
        f"MEAN, STD = {images.mean!r}, {images.std!r}  # of the training pixels, on the scale 0 to 1",
        f"MIRROR = {text_source(_folder(source.mirror[0].url))}",
        "FILES = {  # the official files and their MD5 checksums",
        *(f"    {text_source(_name(file.url))}: {text_source(file.md5)}," for file in source.mirror),
        "}",
        'ARRAYS = ("train_images", "train_labels", "test_images", "test_labels")',
    ]
    return "\n".join(lines) + "\n"


def functions(dataset: AnyDataset) -> list[str]:
    """`load_data` and what it calls."""
    names = ["open_arrays", "kept_data", "fetch", "read_cifar" if dataset.kind == "cifar10" else "read_idx"]
    return [*(definition("experiment/script/standalone.py", name) for name in names), _load_data(dataset)]


def _load_data(dataset: AnyDataset) -> str:
    beside = text_source(source_of(dataset).file)
    kept = text_source(dataset.kind)
    cifar = dataset.kind == "cifar10"
    reading = "read_cifar(files[0])" if cifar else "[read_idx(file) for file in files]"
    return f'''def load_data(given: Path | None) -> list[np.ndarray]:
    """Training images and labels, test images and labels, as bytes.

    From the file given, else one beside this script or what Layerlab keeps, else downloaded once.
    """
    places = [Path(__file__).with_name({beside}), kept_data({kept})]
    place = given or next((place for place in places if place.exists()), None)
    if place is None:
        folder = Path(__file__).with_name("data")
        files = [fetch(MIRROR + name, md5, folder) for name, md5 in FILES.items()]
        arrays = {reading}
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
