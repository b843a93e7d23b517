"""How the exported script of supervised learning goes."""

from __future__ import annotations

from layerlab.training.printed import Printed

PRINTED = Printed(
    tells="the test accuracy as it rises",
    functions=("train_step", "evaluate_classifier"),
    step="loss, accuracy = train_step(classifier, optimizer, inputs, targets{settings})",
    evaluation="test_loss, test_accuracy, *_ = evaluate_classifier(classifier, test)",
    figures=(
        "loss {loss.item():.4f}",
        "test loss {test_loss:.4f}",
        "test accuracy {test_accuracy:.2%}",
    ),
)
