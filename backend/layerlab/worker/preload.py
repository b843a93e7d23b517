"""What the forkserver imports once, so that a forked worker begins at once.

Nothing here may touch CUDA or autograd: neither survives a fork.
"""

from __future__ import annotations

import torch
import torch._dynamo  # the first optimizer would import it, which takes more than a second

import layerlab.worker.inspector
import layerlab.worker.term

torch.set_num_threads(1)

READY = (layerlab.worker.inspector.inspect, layerlab.worker.term.Term)
"""The two lives that a child may lead."""
