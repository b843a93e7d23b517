"""What two networks that play against each other can play for. No torch here.

What each of them does stands in `adversarial.py`, under the names that it declares.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.network.ends import Meaning


class AdversarialLoss(Document):
    """What every loss of a game says of itself."""

    meaning: ClassVar[Meaning] = "log_odds"
    """What the discriminator's answer is to it."""
    unit: ClassVar[Literal["nats", "none"]] = "nats"
    """Of both networks' losses."""
    live_fields: ClassVar[dict[str, str]] = {}
    """Fields that can change in mid-run; each step reads them from the state's settings."""
    fools: ClassVar[str]
    """The function of `adversarial.py` that the generator lowers, from the scores of what it made."""
    judges: ClassVar[str]
    """The function that the discriminator lowers, from the scores of real and made."""
    even: ClassVar[float | None] = 0.0
    """The score between real and fake; None where scores say only which of two is more real."""
    steep: ClassVar[str] = ""
    """The function that says what the discriminator's slope costs, where it costs anything."""
    bounded: ClassVar[bool] = False
    """Whether the discriminator's weights are cut off after each of its steps."""


class _OfOdds(AdversarialLoss):
    """The discriminator gives the log-odds that a sample is real."""

    live_fields: ClassVar[dict[str, str]] = {"label_smoothing": ""}
    judges: ClassVar[str] = "surprise_of_both"

    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of certainty that is taken from what is real, while training; 0 is off."""


class NonSaturating(_OfOdds):
    """The discriminator's surprise at real and fake, and the generator's at being found out.

    Source: Goodfellow et al. 2014, the generator's loss of their section 3 that gives a direction while it is weak.
    """

    formula: ClassVar[str] = "L(D) = −log p(real) − log(1 − p(fake));  L(G) = −log p(fake)"
    fools: ClassVar[str] = "surprise_at_being_found_out"

    kind: Literal["non_saturating"] = "non_saturating"


class Minimax(_OfOdds):
    """One loss for both: the generator raises what the discriminator lowers. Weak at first, it gets no direction.

    Source: Goodfellow et al. 2014, equation 1.
    """

    formula: ClassVar[str] = "L(D) = −log p(real) − log(1 − p(fake));  L(G) = log(1 − p(fake))"
    fools: ClassVar[str] = "less_surprise_of_the_judge"

    kind: Literal["minimax"] = "minimax"


class LeastSquares(AdversarialLoss):
    """The discriminator answers 1 for real and 0 for fake; the generator wants a 1. What is far off pulls hard.

    Source: Mao et al. 2017 (LSGAN).
    """

    meaning: ClassVar[Meaning] = "numbers"
    unit: ClassVar[Literal["nats", "none"]] = "none"
    formula: ClassVar[str] = "L(D) = ½(z(real) − 1)² + ½z(fake)²;  L(G) = ½(z(fake) − 1)²"
    fools: ClassVar[str] = "far_from_one"
    even: ClassVar[float | None] = 0.5
    judges: ClassVar[str] = "far_from_one_and_zero"

    kind: Literal["least_squares"] = "least_squares"


class HingeGame(AdversarialLoss):
    """The discriminator keeps real above 1 and fake below -1; what is further away costs nothing.

    Source: Lim and Ye 2017 (geometric GAN); Miyato et al. 2018.
    """

    meaning: ClassVar[Meaning] = "numbers"
    unit: ClassVar[Literal["nats", "none"]] = "none"
    formula: ClassVar[str] = "L(D) = max(0, 1 − z(real)) + max(0, 1 + z(fake));  L(G) = −z(fake)"
    fools: ClassVar[str] = "low_score"
    judges: ClassVar[str] = "within_the_margin"

    kind: Literal["hinge"] = "hinge"


class Wasserstein(AdversarialLoss):
    """The discriminator scores real above fake by as much as its bounded weights allow: how far apart both lie.

    Source: Arjovsky, Chintala and Bottou 2017 (WGAN, weight clipping).
    """

    meaning: ClassVar[Meaning] = "numbers"
    unit: ClassVar[Literal["nats", "none"]] = "none"
    live_fields: ClassVar[dict[str, str]] = {"bound": ""}
    formula: ClassVar[str] = "L(D) = z(fake) − z(real), each weight within ±c;  L(G) = −z(fake)"
    fools: ClassVar[str] = "low_score"
    judges: ClassVar[str] = "score_apart"
    even: ClassVar[float | None] = None
    bounded: ClassVar[bool] = True

    kind: Literal["wasserstein"] = "wasserstein"
    bound: Annotated[float, Field(gt=0, le=10)] = 0.01
    """How large a weight of the discriminator may be, either way: what is larger is cut off after each of its steps."""


class WassersteinPenalty(AdversarialLoss):
    """The same distance, where the discriminator's slope is kept near 1 between real and fake.

    Source: Gulrajani et al. 2017 (WGAN-GP).
    """

    meaning: ClassVar[Meaning] = "numbers"
    unit: ClassVar[Literal["nats", "none"]] = "none"
    live_fields: ClassVar[dict[str, str]] = {"gradient_penalty": ""}
    formula: ClassVar[str] = "L(D) = z(fake) − z(real) + λ·(‖∇z(x̂)‖ − 1)²;  L(G) = −z(fake)"
    fools: ClassVar[str] = "low_score"
    judges: ClassVar[str] = "score_apart"
    even: ClassVar[float | None] = None
    steep: ClassVar[str] = "slope_off_one"

    kind: Literal["wasserstein_penalty"] = "wasserstein_penalty"
    gradient_penalty: Annotated[float, Field(gt=0, le=1000)] = 10.0
    """How much a slope other than 1 costs, beside the scores."""


AnyAdversarialLoss = Annotated[
    NonSaturating | Minimax | LeastSquares | HingeGame | Wasserstein | WassersteinPenalty,
    Field(discriminator="kind"),
]
