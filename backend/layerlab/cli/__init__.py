"""`layerlab serve | train | presets | check | export | schema`.

Every command imports what it needs when it is called: `check` needs no torch, `presets` no server.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from layerlab.kit.errors import LayerlabError, Problem, is_disk_full
from layerlab.kit.sentences import line, sentence
from layerlab.settings import SettingsError

app = typer.Typer(
    name="layerlab",
    add_completion=False,
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
FileOrPreset = Annotated[
    str, typer.Argument(metavar="PRESET|FILE.json", help="A preset's id, or a document.")
]
Setting = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a setting: optimizers.classifier.optimizer.learning_rate=0.01",
    ),
]


def main() -> None:
    """The entry point. Problems go to the error output, one line each, with exit code 1; misuse has 2."""
    try:
        app()
    except LayerlabError as error:
        problems: tuple[LayerlabError | Problem, ...] = error.problems or (error,)
        for problem in problems:
            print(line(problem), file=sys.stderr)
        sys.exit(1)
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(sentence("disk_full", {}) if is_disk_full(error) else error, file=sys.stderr)
        # What is still to be written would fail once more when Python ends, with words of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Draw a neural network, press Train, and watch it learn. Real PyTorch behind it. Alone it serves."""
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (else HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (else PORT).")] = None,
    data: Annotated[Path | None, typer.Option(help="Data folder (else LAYERLAB_DATA).")] = None,
) -> None:
    """Open the studio in the browser."""
    from layerlab.main import serve as run_server

    try:
        run_server(host, port, data)
    except OSError as error:
        if is_disk_full(error):
            raise
        _usage(str(error))


@app.command()
def presets(as_json: AsJson = False) -> None:
    """List the ready experiments."""
    from layerlab.cli import show
    from layerlab.experiment.presets import PRESETS

    found = list(PRESETS.values())
    if as_json:
        _print_json(
            [
                {
                    "id": preset.id,
                    "title": preset.title["en"],
                    "summary": preset.summary["en"],
                    "family": preset.family,
                    "parameters": preset.parameters,
                }
                for preset in found
            ]
        )
    else:
        show.presets(found)


@app.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE.json", help="A document, or a preset's id.")],
    as_json: AsJson = False,
    settings: Setting = None,
) -> None:
    """Say all that is wrong with an experiment, what it costs, and the nearest edits that fit."""
    from layerlab.cli import documents, show
    from layerlab.cli.speed import seconds_per_epoch
    from layerlab.experiment.advice import advise
    from layerlab.experiment.check import check_experiment

    try:
        experiment = documents.open_experiment(file, settings or [])
    except LayerlabError as error:
        if not as_json:
            raise
        _print_json({"problems": show.refusal_json(error), "networks": {}})
        raise typer.Exit(1) from None
    checked = check_experiment(experiment)
    seconds, advice = seconds_per_epoch(experiment, checked), advise(experiment, checked)
    if as_json:
        _print_json(show.check_json(experiment, checked, seconds, advice))
    else:
        show.check(experiment, checked, seconds, advice)
    if checked.problems:
        raise typer.Exit(1)


@app.command()
def export(
    source: FileOrPreset,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="pytorch|onnx|json", help="A PyTorch script, an ONNX file, or the document."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write (else printed).")
    ] = None,
    settings: Setting = None,
    weights: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|RUN",
            help="Of the ONNX file (else the first ones): safetensors, or EXPERIMENT/NUMBER of the data folder.",
        ),
    ] = None,
    role: Annotated[
        str, typer.Option(help="The network of the ONNX file, where there are several (else the first).")
    ] = "",
) -> None:
    """Take an experiment home: a PyTorch script that needs no Layerlab, a network as ONNX, or the document."""
    from layerlab.cli import documents
    from layerlab.experiment.export import export_json, export_pytorch

    if to not in ("pytorch", "onnx", "json"):
        _usage("--to takes pytorch, onnx or json")
    if to == "onnx" and output is None:
        _usage("--to onnx needs a file: -o FILE.onnx")
    if to != "onnx" and (weights or role):
        _usage("--weights and --role are for --to onnx")
    experiment = documents.open_experiment(source, settings or [])
    if to == "onnx" and output is not None:
        from layerlab.cli.taking import export_onnx

        export_onnx(experiment, role, weights, output)
        return
    name = output.name if output else ""
    text = export_json(experiment) if to == "json" else export_pytorch(experiment, name=name)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        _usage(f"{output}: {error.strerror}")
    if to == "pytorch" and (hint := documents.data_hint(experiment, output)):
        print(hint, file=sys.stderr)


@app.command()
def train(
    source: FileOrPreset,
    settings: Setting = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="Passes over the training data.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Where all randomness comes from.")] = None,
    start: Annotated[
        list[str] | None,
        typer.Option(
            "--start",
            metavar="[ROLE=]FILE|RUN",
            help="Weights to begin with: a safetensors file, or EXPERIMENT/NUMBER of the data folder.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Train without a browser."""
    from layerlab.cli import documents, show

    changes = list(settings or [])
    changes += [] if epochs is None else [f"pace.length.epochs={epochs}"]
    changes += [] if seed is None else [f"seed={seed}"]
    try:
        experiment = documents.open_experiment(source, changes)
        from layerlab.cli.training import train_here

        failure = train_here(experiment, as_json, start)
    except LayerlabError as error:
        if not as_json:
            raise
        documents.print_line({"event": "refused", "problems": show.refusal_json(error)})
        raise typer.Exit(1) from None
    if failure is not None:
        if not as_json:
            print(f"step {failure.step:,}: {sentence(failure.code, failure.params)}", file=sys.stderr)
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print what the browser's types and forms are generated from."""
    from layerlab.api.schema import schema as everything

    _print_json(everything())


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _usage(message: str) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(2)
