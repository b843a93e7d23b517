"""The datasets. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.datasets.cifar10 import Cifar10
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.fashion_mnist_full import FashionMnistFull
from layerlab.datasets.kmnist import Kmnist
from layerlab.datasets.mnist import Mnist

AnyDataset = Annotated[
    Mnist | FashionMnist | FashionMnistFull | Kmnist | Cifar10, Field(discriminator="kind")
]
