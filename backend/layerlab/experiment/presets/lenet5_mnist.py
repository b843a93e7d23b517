"""LeNet-5 on MNIST."""

from __future__ import annotations

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.base import Preset, chain
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.training.augmentations.crop import RandomCrop
from layerlab.training.augmentations.rotate import Rotate
from layerlab.training.optimizers import Sgd
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Cosine


def lenet5_mnist() -> Experiment:
    """LeNet-5 as it is taught today: ReLU and max pooling instead of tanh and subsampling."""
    network = chain(
        (
            100,
            {
                "input": (Input(), 0),
                "conv2d_1": (Conv2d(out_channels=6, kernel_size=(5, 5), padding=(2, 2)), 152),
                "relu_1": (Relu(), 404),
                "max_pool2d_1": (MaxPool2d(), 454),
                "conv2d_2": (Conv2d(out_channels=16, kernel_size=(5, 5)), 630),
                "relu_2": (Relu(), 834),
                "max_pool2d_2": (MaxPool2d(), 884),
            },
        ),
        (
            332,
            {
                "flatten_1": (Flatten(), 0),
                "linear_1": (Linear(out_features=120), 128),
                "relu_3": (Relu(), 346),
                "linear_2": (Linear(out_features=84), 398),
                "relu_4": (Relu(), 616),
                "linear_3": (Linear(out_features=10), 668),
                "output": (Output(), 828),
            },
        ),
    )
    return Experiment(
        title="LeNet-5 on MNIST",
        networks={"classifier": network},
        datasets={"data": Mnist()},
        algorithm=Supervised(input="data.image", target="data.label", loss=CrossEntropy()),
        optimizers={
            "classifier": RoleOptimizer(
                optimizer=Sgd(learning_rate=0.05, momentum=0.9), schedule=Cosine(warmup_steps=100)
            )
        },
        pace=Pace(batch_size=64, length=Epochs(epochs=3)),
        seed=0,
    )


def lenet5_augmented() -> Experiment:
    """The same for longer, on digits that are shifted and turned a little at every step: none is seen twice."""
    plain = lenet5_mnist()
    pace = plain.pace.model_copy(update={"length": Epochs(epochs=10), "evaluations": PerEpoch(times=1)})
    return plain.model_copy(
        update={
            "title": "LeNet-5 on moving digits",
            "augmentation": (RandomCrop(padding=2), Rotate(degrees=10)),
            "pace": pace,
        }
    )


PRESET = Preset(
    id="lenet5_mnist",
    title={"en": "LeNet-5 on MNIST", "zh": "LeNet-5 认数字"},
    summary={
        "en": "The convolutional network that read handwritten digits on cheques, on 70,000 of them.",
        "zh": "曾用于识别支票上手写数字的卷积网络，数据是 70,000 个手写数字。",
    },
    family="cnn",
    experiment=lenet5_mnist,
)

AUGMENTED = Preset(
    id="lenet5_augmented",
    title={"en": "LeNet-5 on moving digits", "zh": "LeNet-5 与数据增强"},
    summary={
        "en": "Digits shifted and turned a little at every step: of 10,000 never seen, fewer than 100 are misread.",
        "zh": "每一步都把数字稍微平移、旋转：10,000 个没见过的数字，认错的不到 100 个。",
    },
    family="cnn",
    experiment=lenet5_augmented,
)
