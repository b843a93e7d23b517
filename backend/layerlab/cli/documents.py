"""From what is typed to an experiment."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import typer

from layerlab.experiment.document import Experiment
from layerlab.experiment.load import as_experiment, read_experiment
from layerlab.experiment.presets import PRESETS
from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError, Where
from layerlab.kit.sentences import sentence


def open_experiment(source: str, settings: list[str]) -> Experiment:
    """A preset or a file, with the settings changed. Leaves with 2 where what is typed makes no sense."""
    if source in PRESETS:
        experiment = PRESETS[source].experiment()
    else:
        try:
            text = Path(source).read_bytes()
        except OSError:
            raise _usage("unknown_preset", name=source) from None
        experiment = read_experiment(text)
    if not settings:
        return experiment
    document = experiment.model_dump(mode="json")
    for setting in settings:
        if _change(document, setting):
            document = as_experiment(document).model_dump(mode="json")
    return as_experiment(document)


def data_hint(experiment: Experiment, script: Path) -> str:
    """How a script that is exported here gets this computer's data, where it would not find it by itself.

    Told to who exports, and not written into the script: that goes to others.
    """
    from layerlab.experiment.parts import first_dataset
    from layerlab.experiment.script.data import local_data
    from layerlab.settings import Settings

    cache = Settings.from_environment().data / "cache"
    dataset = first_dataset(experiment)
    place = local_data(dataset, cache)
    if place is None or (cache / "datasets" / dataset.cache_key()).exists():
        return ""
    return f"The data is here already: python {shlex.quote(script.name)} --data {shlex.quote(str(place))}"


def _change(document: dict[str, Any], setting: str) -> bool:
    """`pace.batch_size=128`. True for a new `kind`, whose other fields have yet to be filled in."""
    path, equals, text = setting.partition("=")
    *way, last = path.split(".")
    if not equals:
        raise _usage("unknown_setting", path=setting)
    place: Any = document
    above: tuple[Any, Any] | None = None
    for name in way:
        key = _key(place, name, path)
        above, place = (place, key), place[key]
    key = _key(place, last, path)
    value = text if isinstance(place[key], str) else _value(text, path)
    if key == "kind" and above is not None and value != place[key]:
        above[0][above[1]] = {"kind": value}
        return True
    place[key] = value
    return False


def _key(place: Any, name: str, path: str) -> str | int:
    """The key or index of an existing place."""
    if isinstance(place, dict) and name in place:
        return name
    if isinstance(place, list) and name.isdecimal() and int(name) < len(place):
        return int(name)
    raise _usage("unknown_setting", path=path)


def _value(text: str, path: str) -> Any:
    """JSON where it is JSON, else the text itself."""
    try:
        return strict_json.read(text.encode("utf-8", "surrogatepass"))
    except LayerlabError as error:
        if error.code != "invalid_json":
            raise LayerlabError(error.code, error.params, where=Where(field=path)) from None
    return text


def _usage(code: str, **params: str) -> typer.Exit:
    print(sentence(code, dict(params)), file=sys.stderr)
    return typer.Exit(2)


def print_line(value: dict[str, Any]) -> None:
    """One JSON object on one line, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
