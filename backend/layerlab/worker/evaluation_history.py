"""How the evaluations of a run went so far: what early stopping and the best checkpoint go by."""

from __future__ import annotations

from dataclasses import dataclass, field

from layerlab.training.contract import Evaluation
from layerlab.training.pace import evaluations_without_gain


@dataclass
class EvaluationHistory:
    """Kept in every checkpoint, so that a resumed run ends where an unbroken one does."""

    test_losses: list[float] = field(default_factory=list)
    """From the lowest to the newest, since the start or the last extension; what lies before tells nothing more."""
    step: int = 0
    """Of the newest evaluation."""
    best_accuracy: float = -1.0
    best_step: int = -1

    def take(self, evaluation: Evaluation) -> bool:
        """Whether this evaluation is the best so far. One that is made again after a resume counts once."""
        if evaluation.step <= self.step:
            return False
        self.step = evaluation.step
        losses = [*self.test_losses, evaluation.metrics["loss"]]
        self.test_losses = losses[-1 - evaluations_without_gain(losses) :]
        accuracy = evaluation.metrics["accuracy"]
        if not accuracy > self.best_accuracy:
            return False
        self.best_accuracy, self.best_step = accuracy, evaluation.step
        return True

    def begin_anew(self) -> None:
        """The run was extended: earlier losses are no measure any more."""
        self.test_losses = []
