"""The datasets. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.datasets.adding import Adding
from layerlab.datasets.breast_cancer import BreastCancer
from layerlab.datasets.cifar10 import Cifar10
from layerlab.datasets.co2_weekly import Co2Weekly
from layerlab.datasets.diabetes import Diabetes
from layerlab.datasets.digit_scenes import DigitScenes
from layerlab.datasets.emoji import Emoji
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.fashion_mnist_full import FashionMnistFull
from layerlab.datasets.glyphs import Glyphs
from layerlab.datasets.iris import Iris
from layerlab.datasets.japanese_vowels import JapaneseVowels
from layerlab.datasets.kmnist import Kmnist
from layerlab.datasets.mnist import Mnist
from layerlab.datasets.moons import Moons
from layerlab.datasets.penguins import Penguins
from layerlab.datasets.ring import Ring
from layerlab.datasets.seattle_weather import SeattleWeather
from layerlab.datasets.sentiment_movie import SentimentMovie
from layerlab.datasets.sentiment_product import SentimentProduct
from layerlab.datasets.sf_temperature import SfTemperature
from layerlab.datasets.shakespeare import Shakespeare
from layerlab.datasets.shape import Shape
from layerlab.datasets.spoken_digits import SpokenDigits
from layerlab.datasets.sunspots import Sunspots
from layerlab.datasets.surnames import Surnames
from layerlab.datasets.tang_quatrains import TangQuatrains
from layerlab.datasets.tang_quatrains_traditional import TangQuatrainsTraditional
from layerlab.datasets.toy_task import ToyTask
from layerlab.datasets.us_names import UsNames
from layerlab.datasets.wine import Wine

AnyDataset = Annotated[
    Mnist
    | FashionMnist
    | FashionMnistFull
    | Kmnist
    | Glyphs
    | Emoji
    | Cifar10
    | DigitScenes
    | Moons
    | Iris
    | Wine
    | BreastCancer
    | Penguins
    | Diabetes
    | JapaneseVowels
    | SpokenDigits
    | Surnames
    | Shakespeare
    | TangQuatrains
    | TangQuatrainsTraditional
    | UsNames
    | Adding
    | ToyTask
    | SentimentMovie
    | SentimentProduct
    | Sunspots
    | Co2Weekly
    | SeattleWeather
    | SfTemperature
    | Ring
    | Shape,
    Field(discriminator="kind"),
]
