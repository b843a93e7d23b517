"""The loop of a tiny network as a textbook has it, a program of its own: prints its steps a second."""

from __future__ import annotations

import sys
import time
from itertools import pairwise

import torch
from torch import nn
from torch.nn import functional

from layerlab.datasets.moons import two_moons


def steps_per_s(steps: int, every: int, batch: int, points: int) -> float:
    """With the figures that the app keeps of every step, and an evaluation after `every` steps."""
    torch.set_num_threads(1)
    layers = [each for a, b in pairwise((2, 8, 8, 8)) for each in (nn.Linear(a, b), nn.Tanh())]
    model = nn.Sequential(*layers, nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, foreach=False, fused=True)
    inputs, labels, test_inputs, test_labels = (
        torch.from_numpy(array) for array in two_moons(points, 0.1, 0)
    )
    targets, test_targets = labels.long(), test_labels.long()
    kept, step = [], 0
    began = time.perf_counter()
    while step < steps:
        for rows in torch.randperm(points).split(batch):
            logits = model(inputs[rows])
            loss = functional.cross_entropy(logits, targets[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            accuracy = (logits.detach().argmax(1) == targets[rows]).float().mean()
            kept.append((loss.detach(), accuracy))
            step += 1
            if step % every == 0:
                with torch.inference_mode():
                    functional.cross_entropy(model(test_inputs), test_targets).item()
                kept.clear()
    return steps / (time.perf_counter() - began)


if __name__ == "__main__":
    print(steps_per_s(*(int(given) for given in sys.argv[1:])))
