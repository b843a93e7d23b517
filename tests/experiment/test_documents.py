"""Documents of every format open for ever; those of strangers are refused with the place named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from layerlab.experiment import migrations
from layerlab.experiment.document import FORMAT, Experiment
from layerlab.experiment.export import export_json
from layerlab.experiment.load import as_experiment, read_experiment
from layerlab.experiment.presets import PRESETS
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.errors import LayerlabError
from layerlab.kit.sentences import line

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").glob("*.json"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_stored_documents_open(path: Path) -> None:
    experiment = read_experiment(path.read_bytes())
    assert experiment.format == FORMAT
    assert read_experiment(export_json(experiment).encode()) == experiment


def test_every_format_has_a_stored_document_and_a_way_up() -> None:
    stored = {json.loads(path.read_text(encoding="utf-8"))["format"] for path in DOCUMENTS}
    assert stored == set(range(1, FORMAT + 1))
    assert set(migrations.MIGRATIONS) == set(range(1, FORMAT))


def test_migrations_run_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "FORMAT", 3)
    monkeypatch.setattr(
        migrations,
        "MIGRATIONS",
        {1: lambda old: {**old, "way": "1"}, 2: lambda old: {**old, "way": old["way"] + "2"}},
    )
    assert migrations.migrate({"format": 1}) == {"format": 3, "way": "12"}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_presets_survive_json(preset: Any) -> None:
    experiment = preset.experiment()
    assert read_experiment(export_json(experiment).encode()) == experiment


def refused(text: bytes) -> LayerlabError:
    with pytest.raises(LayerlabError) as caught:
        read_experiment(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "invalid_json"),
        (b"\xff", "not_utf8"),
        (b"[]", "invalid_document"),
        (b'{"format": 3}', "newer_format"),
        (b'{"format": true}', "invalid_document"),
        (b'{"format": "1"}', "invalid_document"),
        (b'{"seed": 1e999}', "number_not_finite"),
        (b'{"seed": NaN}', "number_not_finite"),
        (b'{"seed": 12345678901234567890}', "number_too_long"),
        (b'{"title": "\\ud800"}', "invalid_text"),
        (b'{"title": "\\u0000"}', "invalid_text"),
        (b"[" * 12_000, "json_too_deep"),
        (b" " * 5_000_000, "document_too_large"),
        (b'{"colour": 1}', "invalid_field"),
        (b'{"arrangement": {"order": ["colour"]}}', "invalid_field"),
        (b'{"arrangement": {"height": -1}}', "invalid_field"),
    ],
)
def test_what_strangers_send(text: bytes, code: str) -> None:
    assert refused(text).code == code


def test_a_field_out_of_bounds_is_named_with_its_node() -> None:
    document = lenet5_mnist().model_dump(mode="json")
    document["networks"]["classifier"]["nodes"]["conv2d_1"]["layer"]["kernel_size"] = [0, 5]
    document["pace"]["batch_size"] = 10**9
    with pytest.raises(LayerlabError) as caught:
        as_experiment(document)
    assert [line(problem) for problem in caught.value.problems] == [
        "classifier conv2d_1 kernel_size.0: must be at least 1.",
        "pace.batch_size: must be at most 65,536.",
    ]


def test_documents_hold_one_null_for_what_nobody_chose() -> None:
    assert export_json(lenet5_mnist()).count("null") == 1
    assert [name for name, value in Experiment().model_dump().items() if value is None] == ["probes"]


LONG = "x" * 201
MANY = {f"relu_{at}": {"layer": {"kind": "relu"}} for at in range(2_001)}
NODE = {"layer": {"kind": "relu"}}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": LONG}, "title: must have at most 200 characters."),
        ({"probes": [{"kind": "kernels"}] * 33}, "probes: must hold at most 32 entries."),
        ({"device": "tpu"}, "device: must be 'auto', 'cpu', 'cuda' or 'mps'."),
        ({"datasets": {"data": {}}}, "datasets.data: must say its kind."),
        ({"datasets": {"mnist": 3}}, "datasets.mnist: must be an object."),
        ({"networks": {"classifier": {"nodes": MANY}}}, "classifier nodes: must hold at most 2,000 entries."),
        ({"networks": {"classifier": {"nodes": {"Conv 1": NODE}}}}, "classifier “Conv 1”: " + "NAME"),
        ({"networks": {"Class\nifier": {}}}, "“Class·ifier”: NAME"),
        (
            {"networks": {"classifier": {"nodes": {}, "edges": [{"source": "A", "target": "b"}]}}},
            "classifier edges.0.source: NAME",
        ),
        (
            {
                "networks": {
                    "classifier": {"nodes": {"conv2d_1": {"layer": {"kind": "conv2d", "kernel_size": [3]}}}}
                }
            },
            "classifier conv2d_1 kernel_size.1: is missing.",
        ),
    ],
)
def test_every_refusal_names_its_place_and_what_is_allowed(change: dict[str, Any], told: str) -> None:
    name = "is not a name: use small letters, digits and _, with a letter first, and 40 characters at most."
    document = lenet5_mnist().model_dump(mode="json") | change
    assert line(refused(json.dumps(document).encode())) == told.replace("NAME", name)


def test_a_file_with_a_mark_before_utf8_opens() -> None:
    text = export_json(lenet5_mnist())
    assert read_experiment(text.encode("utf-8-sig")) == lenet5_mnist()
