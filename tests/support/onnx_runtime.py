"""What another program makes of an ONNX file, beside PyTorch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

TOLERANCE = 1e-4
"""Of the largest number that PyTorch gives, and no less than of 1."""


def lively(network: nn.Module) -> dict[str, NDArray[np.generic]]:
    """Weights and running means that let a fault be seen: none is 0 or 1. They are the network's from now on."""
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for name, tensor in network.state_dict().items():
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 2, generator=generator)
            elif tensor.is_floating_point():
                tensor.normal_(0.1, max(0.05, tensor[0].numel() ** -0.5), generator=generator)
    network.eval()
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


def answers(made: onnx.ModelProto | str, inputs: Mapping[str, Tensor]) -> list[NDArray[np.float32]]:
    """All outputs of a model that holds together."""
    onnx.checker.check_model(made, full_check=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    source = made if isinstance(made, str) else made.SerializeToString()
    session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    given: list[NDArray[np.float32]] = session.run(
        None, {name: tensor.numpy() for name, tensor in inputs.items()}
    )
    return given


def hold_together(given: Sequence[NDArray[np.float32]], wanted: Sequence[Tensor]) -> None:
    """Raises AssertionError where they differ."""
    assert len(given) == len(wanted)
    for one, other in zip(given, wanted, strict=True):
        assert one.shape == tuple(other.shape)
        most = max(1.0, float(other.abs().max()))
        np.testing.assert_allclose(one, other.numpy(), rtol=0, atol=TOLERANCE * most)
