"""The command line as a practitioner or a script types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import onnx
import pytest

from cli.files import saved
from layerlab.experiment import check
from layerlab.experiment.export import export_json
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.protocol.events import RunFinished
from support.api_house import ApiHouse, report, started


def test_presets(layerlab: Any) -> None:
    (card,) = [
        card for card in json.loads(layerlab("presets", "--json").stdout) if card["id"] == "lenet5_mnist"
    ]
    assert card["title"] == "LeNet-5 on MNIST"
    assert card["family"] == "cnn"
    assert card["parameters"] == {"classifier": 61_706}
    assert "61,706" in layerlab("presets").stdout


def test_check_of_a_sound_file(layerlab: Any, tmp_path: Path) -> None:
    done = layerlab("check", saved(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["problems"] == []
    node = told["networks"]["classifier"]["nodes"]["conv2d_1"]
    assert (node["inputs"], node["output"], node["parameters"]) == ([[1, 28, 28]], [6, 28, 28], 156)
    done = layerlab("check", "it.json")
    assert done.returncode == 0
    assert "6×28×28" in done.stdout
    assert "No problems." in done.stdout


def test_check_tells_all_problems_and_exits_with_1(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path)
    changes = [
        "--set",
        "networks.classifier.nodes.linear_3.layer.out_features=12",
        "--set",
        'probes=[{"kind":"feature_maps","sample":99999}]',
    ]
    done = layerlab("check", file, *changes, "--json")
    assert done.returncode == 1
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == [
        "wrong_output_size_linear",
        "sample_out_of_range",
    ]
    done = layerlab("check", file, *changes)
    assert done.returncode == 1
    assert (
        "classifier output: output needs 10 numbers, one for each class, but linear_3 gives (12,)."
        in done.stdout
    )


def test_check_tells_the_nearest_edits_that_fit(
    layerlab: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "memory_limit", lambda: 4_000_000)
    done = layerlab("check", saved(tmp_path), "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [problem["code"] for problem in told["problems"]] == ["too_much_memory"]
    (advice,) = told["advice"]
    assert advice["path"] == ["pace", "batch_size"]
    assert 1 <= advice["value"] < 64
    done = layerlab("check", "it.json")
    assert "What fits:" in done.stdout
    assert f"batch size {advice['value']}: {advice['set']}" in done.stdout
    # What is advised can be typed as it stands, and fits.
    done = layerlab("check", "it.json", *advice["set"].split())
    assert done.returncode == 0, done.stdout
    assert "What fits" not in done.stdout


def test_check_knows_the_time_of_an_epoch_once_something_was_trained(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path)
    assert json.loads(layerlab("check", file, "--json").stdout)["seconds_per_epoch"] == -1
    assert "per epoch, " not in layerlab("check", file).stdout.replace("per epoch)", "")
    trained_at(tmp_path / "data", samples_per_s=6_000.0)
    seconds = json.loads(layerlab("check", file, "--json").stdout)["seconds_per_epoch"]
    assert seconds == pytest.approx(60_000 / 6_000, rel=0.01)
    assert "about 10.0 s per epoch, 30.0 s in all" in layerlab("check", file).stdout


def trained_at(data: Path, samples_per_s: float) -> None:
    """A data folder in which the preset was trained once."""
    data.mkdir()
    house = ApiHouse.build(data)
    with house.local() as client:
        _, run = started(client)
        finished = RunFinished(step=2_814, metrics={}, seconds=30.0, samples_per_s=samples_per_s)
        report(house, run, finished)
    house.services.database.close()


def test_an_invalid_file_is_told_on_one_line(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path, seed=-1)
    done = layerlab("check", file)
    assert (done.returncode, done.stderr) == (1, "seed: must be at least 0.\n")
    done = layerlab("check", file, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["where"]["field"] == "seed"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "nothing.json"],
        ["train", "no_preset"],
        ["export", "lenet5_mnist"],
        ["export", "lenet5_mnist", "--to", "onnx"],
        ["export", "lenet5_mnist", "--to", "json", "-o", "no/such/folder.json"],
        ["check", "lenet5_mnist", "--set", "algorithm.speed=3"],
        ["check", "lenet5_mnist", "--set", "seed"],
        ["train", "lenet5_mnist", "--epochs", "0"],
    ],
)
def test_what_makes_no_sense_exits_with_2(layerlab: Any, arguments: list[str]) -> None:
    done = layerlab(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_wrong_variable_of_the_environment_is_named(layerlab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "none")
    done = layerlab("check", "lenet5_mnist")
    assert done.returncode == 2
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("optimizers.classifier.optimizer.learning_rate=NaN", "NaN is infinite or not a number."),
        ("seed=9999999999999999", "999999999999999… has more than 15 digits."),
        ("seed=true", "must be a whole number."),
        ("seed=6.0", "must be a whole number."),
        ('pace.batch_size="6"', "must be a whole number."),
        ("optimizers.classifier.optimizer.nesterov=no", "must be true or false."),
        ("networks.classifier.nodes.conv2d_1.layer.kernel_size=5", "must be a list."),
        ("optimizers.classifier.optimizer=adam", "must be an object."),
    ],
)
def test_a_value_that_can_not_be_is_told_with_its_place(layerlab: Any, setting: str, told: str) -> None:
    done = layerlab("check", "lenet5_mnist", "--set", setting)
    assert done.returncode == 1
    assert done.stderr.endswith(f"{setting.partition('=')[0].rpartition('.')[2]}: {told}\n")


def test_a_full_disk_behind_the_output_is_told_on_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device is no path to a file
        command = [sys.executable, "-m", "layerlab", "export", "lenet5_mnist", "--to", "pytorch"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr


def test_set_changes_kinds_and_values(layerlab: Any) -> None:
    done = layerlab(
        *("export", "lenet5_mnist", "--to", "json"),
        *(
            "--set",
            "optimizers.classifier.optimizer.kind=adam",
            "--set",
            "optimizers.classifier.optimizer.learning_rate=0.002",
        ),
        *("--set", "networks.classifier.nodes.conv2d_1.layer.kernel_size=[3,3]", "--set", "title=7"),
    )
    document = json.loads(done.stdout)
    assert document["optimizers"]["classifier"]["optimizer"]["kind"] == "adam"
    assert document["optimizers"]["classifier"]["optimizer"]["learning_rate"] == 0.002
    assert document["networks"]["classifier"]["nodes"]["conv2d_1"]["layer"]["kernel_size"] == [3, 3]
    assert document["title"] == "7"


def test_set_takes_whole_numbers_for_numbers_and_lists_for_pairs(layerlab: Any) -> None:
    done = layerlab(
        *(
            "export",
            "lenet5_mnist",
            "--to",
            "json",
            "--set",
            "optimizers.classifier.optimizer.learning_rate=1",
        ),
        *("--set", "optimizers.classifier.optimizer.nesterov=true", "--set", "device=cpu"),
    )
    assert done.returncode == 0, done.stderr


def test_a_file_with_a_mark_before_utf8_opens_and_utf16_is_named(layerlab: Any, tmp_path: Path) -> None:
    for encoding, code in (("utf-8-sig", 0), ("utf-16", 1)):
        (tmp_path / "it.json").write_text(export_json(lenet5_mnist()), encoding=encoding)
        done = layerlab("check", "it.json")
        assert done.returncode == code, done.stderr
    assert done.stderr == "This text is in UTF-16. Save it as UTF-8, and it opens.\n"


def test_export_writes_what_opens_again(layerlab: Any, tmp_path: Path) -> None:
    assert layerlab("export", "lenet5_mnist", "--to", "json", "-o", "out.json").returncode == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == export_json(lenet5_mnist())
    done = layerlab("export", "out.json", "--to", "pytorch", "-o", "train.py")
    assert done.returncode == 0, done.stderr
    compile((tmp_path / "train.py").read_text(encoding="utf-8"), "train.py", "exec")


def test_export_tells_where_the_data_is_beside_the_script(layerlab: Any, tmp_path: Path) -> None:
    done = layerlab("export", "lenet5_mnist", "--to", "pytorch", "-o", "mine.py")
    script = (tmp_path / "mine.py").read_text(encoding="utf-8")
    place = done.stderr.partition("python mine.py --data ")[2].strip()
    assert Path(place).is_file()
    assert place not in script
    assert "python mine.py --losses losses.txt" in script


@pytest.mark.parametrize("command", ["presets", "check lenet5_mnist", "export lenet5_mnist --to pytorch"])
def test_light_commands_import_neither_torch_nor_server(command: str, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom layerlab.cli import app\n"
        f"app({command.split()!r}, standalone_mode=False)\n"
        "heavy = {'torch', 'fastapi', 'sqlalchemy'} & set(sys.modules)\nsys.exit(str(heavy) if heavy else 0)"
    )
    # Where something was trained, a check asks the database how fast this computer was.
    fresh = os.environ | {"LAYERLAB_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=fresh, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_network_is_written_as_onnx(layerlab: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = layerlab("export", "ring_gan", "--to", "onnx", "-o", "it.onnx", "--role", "discriminator")
    assert done.returncode == 0, done.stderr
    made = onnx.load(tmp_path / "it.onnx")
    told = {each.key: each.value for each in made.metadata_props}
    assert (told["role"], told["weights"]) == ("discriminator", "first")
    assert made.opset_import[0].version == 20
    done = layerlab("export", "lenet5_mnist", "--to", "onnx")
    assert (done.returncode, done.stderr) == (2, "--to onnx needs a file: -o FILE.onnx\n")
    done = layerlab("export", "lenet5_mnist", "--to", "onnx", "-o", "no.onnx", "--role", "judge")
    assert (done.returncode, done.stderr) == (1, "This experiment has no judge.\n")
    monkeypatch.setitem(sys.modules, "onnx", None)
    done = layerlab("export", "lenet5_mnist", "--to", "onnx", "-o", "no.onnx")
    assert done.returncode == 1
    assert done.stderr == 'Writing ONNX takes one package more: pip install "layerlab[onnx]" gets it.\n'
    assert not (tmp_path / "no.onnx").exists()
