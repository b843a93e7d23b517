"""Beginning with weights from elsewhere. Printed into the exported script.

`read_weights` is shorter than `kit/tensor_file.py`, which looks at what strangers send: Layerlab wrote the file that a
script reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn


def begin_with(network: nn.Module, weights: Mapping[str, NDArray[Any]]) -> None:
    """Put these weights, and statistics that layers keep, in the place of those that were drawn.

    What none are given for begins as it was drawn.
    """
    known = network.state_dict()
    for name, values in weights.items():
        if name in known:
            with torch.no_grad():
                known[name].copy_(torch.from_numpy(np.array(values)))


def read_weights(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a safetensors file: eight bytes say how long its head is, which says where each array stands."""
    if not path.exists():
        raise SystemExit(f"Put {path.name} beside this script: it holds the weights to begin with.")
    content = path.read_bytes()
    first = 8 + int.from_bytes(content[:8], "little")
    kinds = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4"}
    arrays = {}
    for name, told in json.loads(content[8:first]).items():
        if name != "__metadata__":
            begin, end = told["data_offsets"]
            array = np.frombuffer(content[first + begin : first + end], kinds[told["dtype"]])
            arrays[name] = array.reshape(told["shape"])
    return arrays
