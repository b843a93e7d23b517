"""How long the network check takes: what the editor waits for after each edit."""

from __future__ import annotations

import time

from bench.rows import Row, milliseconds, p95
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets import PRESETS
from layerlab.layers.add import Add
from layerlab.layers.conv2d import Conv2d
from layerlab.network.document import Edge, Network, Node

TIMES = 50
BLOCKS = 62


def measure() -> list[Row]:
    """LeNet-5, a residual network of two hundred nodes, and ResNet-152, whose fifteen nodes are five hundred opened."""
    small = PRESETS["lenet5_mnist"].experiment()
    large = residual(small)
    count = len(large.networks["classifier"].nodes)
    return [
        _row("network check, LeNet-5", small, 0.020),
        _row(f"network check, {count} nodes", large, 0.100),
        _row("network check, ResNet-152", PRESETS["resnet152"].experiment(), 0.200),
    ]


def _row(name: str, experiment: Experiment, wanted_s: float) -> Row:
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        checked = check_experiment(experiment)
        seconds.append(time.perf_counter() - began)
        if checked.problems:
            raise RuntimeError(f"{name}: {checked.problems}")
    return Row(name, milliseconds(seconds), f"≤ {1000 * wanted_s:.0f} ms", p95(seconds) <= wanted_s)


def residual(small: Experiment) -> Experiment:
    """LeNet-5 with a long chain of residual blocks between its input and its first layer."""
    classifier = small.networks["classifier"]
    nodes = dict(classifier.nodes)
    edges = [edge for edge in classifier.edges if edge.source != "input"]
    last = "input"
    for block in range(BLOCKS):
        names = [f"left_{block}", f"right_{block}", f"sum_{block}"]
        for name in names[:2]:
            conv = Conv2d(out_channels=1, kernel_size=(3, 3), padding=(1, 1))
            nodes[name] = Node(layer=conv)
            edges += [Edge(source=last, target=name), Edge(source=name, target=names[2])]
        nodes[names[2]] = Node(layer=Add())
        last = names[2]
    edges += [Edge(source=last, target="conv2d_1")]
    network = Network(nodes=nodes, edges=tuple(edges))
    return small.model_copy(update={"networks": {"classifier": network}})
