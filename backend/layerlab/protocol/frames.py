"""Frames: one reading of a probe, of a few kinds. Arrays travel as little-endian bytes, row-major."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.kit.document import QUIET, Document
from layerlab.protocol.detections import DetectionsFrame
from layerlab.protocol.forecasts import ForecastsFrame
from layerlab.protocol.sequence_frames import PrefixesFrame, SeqGradientFrame, SeqProbeFrame
from layerlab.protocol.text_frames import ContinuationFrame, WritingFrame


class NodeOutput(Document):
    """What one node gives for one sample, or its gradient there, quantised to a signed byte.

    Shape: `shape` is the sample's, (C, H, W) or (features,); value = `values[i]` / 127 * `scale`.
    """

    node: str
    shape: tuple[int, ...]
    """The sample's shape at this node; `values` holds its first 64 channels, a vector's first 1,024 features, of a
    sequence the first 256 steps."""
    values: bytes
    """int8, the channels of `shape` in order."""
    scale: float
    """The largest magnitude; 0 when all values are 0, -1 when one is NaN, -2 when one is infinite."""
    grid: tuple[int, int] | None = Field(None, exclude_if=lambda grid: grid is None, json_schema_extra=QUIET)
    """Height and width of the maps in `values`, where they are told smaller than they are: means over their pixels."""
    tokens: bytes | None = Field(None, exclude_if=lambda tokens: tokens is None, json_schema_extra=QUIET)
    """int32: tokens, where a byte can't tell them all apart."""


class NodeOutputsFrame(Document):
    """What every node gives for one input: the tiles inside the nodes."""

    kind: Literal["node_outputs"] = "node_outputs"
    role: str
    sample: int
    """Index of the sample in the test set, or in the split that was asked about; -1 for an input from outside."""
    label: int
    """The sample's class; -1 where it has none, or none is known."""
    nodes: tuple[NodeOutput, ...]
    probabilities: tuple[float, ...]
    """Softmax of the network's output; empty when the output is not a vector of logits."""
    found: DetectionsFrame | None = Field(
        None, exclude_if=lambda found: found is None, json_schema_extra=QUIET
    )
    """The boxes in this input, where the network answers with boxes; absent in runs of before they were told."""


class NodeGradientsFrame(Document):
    """How one sample's loss would change with what every node gives: dLoss/dOutput."""

    kind: Literal["node_gradients"] = "node_gradients"
    role: str
    sample: int
    """Index of the sample in the test set, or in the split that was asked about."""
    label: int
    """The sample's class."""
    loss: float
    """-log p of that class; -1 where it is no number."""
    nodes: tuple[NodeOutput, ...]
    """Of the output's shape at each node; positive where more would raise the loss."""


class SaliencyFrame(Document):
    """Which parts of one input speak for the class that the network takes it for: the gradient of the highest logit."""

    kind: Literal["saliency"] = "saliency"
    role: str
    top: int
    """The class of the highest logit."""
    gradient: NodeOutput
    """Signed, of the input's shape; `node` is the input's."""


class MatrixFrame(Document):
    """A matrix of counts: the confusion matrix.

    Shape: (rows, columns); rows are labels, columns predictions.
    """

    kind: Literal["matrix"] = "matrix"
    role: str = "classifier"
    """Absent in runs of before it was told."""
    rows: int
    columns: int
    counts: bytes
    """int32, row by row."""
    total: int


class NodeKernels(Document):
    """The filters of one convolution, quantised to a signed byte.

    Shape: `shape` is the weight's, (out, in, h, w); `values` holds the first 64 filters, of each 4 input channels: the
    first ones, or those that were asked for. Value = `values[i]` / 127 * `scale`.
    """

    node: str
    shape: tuple[int, int, int, int]
    values: bytes
    """int8, row-major (min(out, 64), min(in, 4), h, w)."""
    scale: float
    """The largest magnitude; 0 when all values are 0, -1 when one is NaN, -2 when one is infinite."""


class KernelsFrame(Document):
    """The filters of every convolution, as they are now."""

    kind: Literal["kernels"] = "kernels"
    role: str
    channel: int = 0
    """The first input channel that is told; absent in runs of before another one could be asked for."""
    nodes: tuple[NodeKernels, ...]
    """Of the convolutions that have this channel; of each it and the three after it, as far as there are any."""


class NodeHistogram(Document):
    """How the values of one node are spread.

    Shape: `counts` has 31 bins of equal width from `low` to `high`; values that are no numbers are not counted.
    """

    node: str
    of: Literal["activations", "weights", "gradients"]
    """Activations are those of 8 fixed samples of the test set; gradients those of the last step."""
    low: float
    high: float
    counts: bytes
    """int32. Of a large tensor every k-th value is counted, so that 8,192 at most are."""


class HistogramsFrame(Document):
    """How activations, weights and gradients are spread, for every node in the order of the plan."""

    kind: Literal["histograms"] = "histograms"
    role: str
    nodes: tuple[NodeHistogram, ...]


Fault = Literal[
    "", "dead_units", "vanishing_gradient", "exploding_gradient", "update_too_large", "update_too_small"
]


class NodeHealth(Document):
    """How one layer with weights learns: the gradient, the step, and the units behind it."""

    node: str
    gradient_norm: float
    """Length of the gradient of all the layer's weights together, in the last step."""
    update_ratio: float
    """How far the last step moved the weights, as a share of their own length; about 0.001 is usual."""
    dead_share: float
    """Share of units of the ReLU behind this layer that fired for none of 64 fixed samples; 0 where no ReLU follows."""
    fault: Fault
    """What is wrong, once it has held for 50 steps; empty when healthy."""
    frozen: bool = Field(False, exclude_if=False.__eq__, json_schema_extra=QUIET)
    """Held fast, or switched off: no step moves it, and nothing is wrong with that."""
    distance_moved: float | None = Field(None, json_schema_extra=QUIET)
    """How far its weights are from those that it began with, as a share of the length of these; absent in runs of
    before it was told."""


class LayerHealthFrame(Document):
    """How each layer with weights learns, in the order of the plan."""

    kind: Literal["layer_health"] = "layer_health"
    role: str
    nodes: tuple[NodeHealth, ...]
    rate_share: float | None = None
    """What the schedule left of the learning rate in the last step, 0 to 1; absent in runs of before it was told."""


class DepthFrame(Document):
    """How the gradient of the loss of one batch gets through a network, layer by layer, in the order of the plan.

    Shape: `gradients` and `spreads` have one entry for each of `nodes`.
    """

    kind: Literal["depth"] = "depth"
    role: str
    samples: int
    """In the batch: fewer than were asked for, where the network is large."""
    loss: float
    """-1 where it is no number."""
    nodes: tuple[str, ...]
    """The layers that multiply: convolutions and linear ones."""
    gradients: bytes
    """float32: the length of the gradient at the layer's weights; its bias left out."""
    spreads: bytes
    """float32: the standard deviation of what the layer gives."""
    output_sizes: bytes
    """int32 (nodes, 49): of the numbers that the layer gives, how many are 0; then how many are of which size.

    Three bins for each power of ten from 10⁻¹² to 10⁴, smaller and larger ones in the outermost. Of many, every k-th.
    """
    gradient_sizes: bytes
    """int32 (nodes, 49): the same of the gradient at the layer's weights."""
    alike: tuple[str, ...]
    """The layers of which all units are one and the same, and stay so: equal weights that get equal gradients."""
    skips: tuple[str, ...]
    """Sums, each of which can do with its main way alone."""
    heads: tuple[str, ...]
    """Outputs whose losses are added to that of the main one, and can be left out."""


class NodeWithout(Document):
    """How the network answers without one of its nodes.

    Shape: `by_class` has one entry a class.
    """

    node: str
    value: float
    """Of the metric; -1e30 where it is no number."""
    changed: int
    """So many of the samples are taken for another class than with it; -1 where none are told apart."""
    by_class: bytes
    """float32: the share of each class that is told right; empty where none are told apart."""


class WithoutFrame(Document):
    """What each of some nodes is worth: how the network answers to samples of the test set without it.

    Shape: `by_class` has one entry a class.
    """

    kind: Literal["without"] = "without"
    role: str
    samples: int
    """Of the test set, evenly spaced: fewer than were asked for, where the network is large or the set small."""
    metric: str
    """Which of the evaluation's metrics is told: the one that stands for the run."""
    value: float
    """With all of them; -1e30 where it is no number."""
    by_class: bytes
    """float32: the share of each class that is told right; NaN where there is none of it among the samples, and
    empty where none are told apart."""
    nodes: tuple[NodeWithout, ...]


class PredictionsFrame(Document):
    """What the network says to every sample of the test set, in the test set's order.

    Shape: each column has one entry a sample.
    """

    kind: Literal["predictions"] = "predictions"
    role: str
    predicted: bytes
    """uint16: the class that it takes the sample for."""
    surprise: bytes
    """float16: -log p of the true class, in nats; infinite where it is beyond 65,504."""
    probability: bytes
    """uint8: 255 * p of the predicted class."""


class ResidualsFrame(Document):
    """What the network answered to samples of the test set, and by how much that is above the truth.

    Shape: a number each, of at most 2,000 samples evenly spaced over the test set, in the units of the data set.
    """

    kind: Literal["residuals"] = "residuals"
    role: str
    answers: bytes
    """float32."""
    residuals: bytes
    """float32."""


class SurfaceFrame(Document):
    """What the network answers over the plane that its points lie in, and some of these points.

    Shape: `values` and `winners` are told for the middles of `side` × `side` cells, row by row, the lowest first.
    """

    kind: Literal["surface"] = "surface"
    role: str
    side: int
    bounds: tuple[float, float, float, float]
    """Left, right, low and high edge of the plane, in the units of the data set."""
    categories: int
    """How many the answer chooses among; 0 where it is a number."""
    values: bytes
    """float16. Of two categories: p of the second. Of more: p of the one that wins. Else the answer's first number, in
    the units in which the network gives it; infinite where it is beyond 65,504."""
    winners: bytes
    """uint16: the category that wins; empty but where there are more than two."""
    points: bytes
    """float32, x and y of at most 500 points, evenly spaced over the test set, in the units of the data set."""
    labels: bytes
    """uint16: the category of each of these points; empty where they have none."""


class PinnedFrame(Document):
    """What the network says to the pinned input."""

    kind: Literal["pinned"] = "pinned"
    role: str
    probabilities: tuple[float, ...]
    """Softmax of the network's output; empty when the output is not a vector of logits."""


class AugmentedFrame(Document):
    """One training image as a network would be given it several times."""

    kind: Literal["augmented"] = "augmented"
    role: str
    sample: int
    shape: tuple[int, ...]
    """(n, C, H, W)."""
    images: bytes
    """uint8: the pixels that are learnt from; where each image has its own scale, its mean at 128 and its spread 64."""


Frame = Annotated[
    NodeOutputsFrame
    | NodeGradientsFrame
    | SaliencyFrame
    | MatrixFrame
    | KernelsFrame
    | HistogramsFrame
    | LayerHealthFrame
    | DepthFrame
    | WithoutFrame
    | PredictionsFrame
    | ResidualsFrame
    | SurfaceFrame
    | PinnedFrame
    | DetectionsFrame
    | ForecastsFrame
    | SeqProbeFrame
    | SeqGradientFrame
    | PrefixesFrame
    | WritingFrame
    | ContinuationFrame
    | AugmentedFrame,
    Field(discriminator="kind"),
]
