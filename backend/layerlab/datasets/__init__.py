"""The datasets. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.datasets.mnist import Mnist

AnyDataset = Annotated[Mnist, Field()]
