"""The part of an exported script that finds the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import indent, wrap
from types import MappingProxyType

from layerlab.datasets.base import Dataset, Format
from layerlab.datasets.shipped import DATA
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import first_dataset, reads_in_order, sources_of
from layerlab.experiment.script.augmentation import ScriptAugmentation
from layerlab.experiment.script.lines import WIDTH, folded
from layerlab.experiment.script.parts import ScriptPart, definition, written
from layerlab.kit.values import ValueKind
from layerlab.network.source import numbers_source, text_source
from layerlab.training.fields import DataField, plural

READERS: dict[Format, str] = {
    "idx": "[read_idx(file) for file in files]",
    "cifar": "read_cifar(files[0])",
}
"""How a script gets the arrays from the official files. The functions stand in `standalone.py`."""

LETTERS = 50
"""So many stand in a line: some of them are two wide."""

CONVERTERS: dict[ValueKind, str] = {
    "image": "to_inputs({entries}, {prefix}MEAN, {prefix}STD)",
    "vector": "to_numbers({entries}, {prefix}MEAN, {prefix}STD)",
    "sequence": "to_numbers({entries}, {prefix}MEAN, {prefix}STD)",
    "tokens": "to_targets({entries})",
    "label": "to_targets({entries})",
    "boxes": "to_pixels({entries})",
    "labels": "to_targets({entries})",
}
"""How it turns entries of each kind into what a network or a loss takes: what `training/data.py` does in a run."""

_IMPORTS = """
from collections.abc import Iterator
from pathlib import Path
import numpy as np
from torch import Tensor
from layerlab.experiment.script.standalone import fetch, kept_data, open_arrays, read_cifar, read_idx
from layerlab.nn.lengths import trimmed
from layerlab.training.augmented import normalise
from layerlab.training.inputs import to_inputs, to_numbers, to_pixels, to_targets
from layerlab.training.streams import rows_in_streams
"""


def local_data(dataset: Dataset, cache: Path) -> Path | None:
    """Where this computer keeps the dataset; None where it was never fetched, or is made anew each time."""
    shipped = dataset.origin.shipped
    place = DATA / shipped if shipped else cache / "datasets" / dataset.cache_key()
    return place.resolve() if place.exists() else None


@dataclass(frozen=True)
class ScriptData:
    """The data of an experiment, as its script calls them."""

    experiment: Experiment

    @cached_property
    def dataset(self) -> Dataset:
        """The one that it reads."""
        return first_dataset(self.experiment)

    @cached_property
    def parts(self) -> dict[str, DataField]:
        """By part of the algorithm, the column; of those that a step learns from."""
        beside = {part.name for part in self.experiment.algorithm.parts if part.beside}
        sources = sources_of(self.experiment).items()
        return {part: source.field for part, source in sources if part not in beside}

    @property
    def is_made(self) -> bool:
        """Whether it is computed and not read."""
        return self.dataset.is_made

    @cached_property
    def arrays(self) -> list[str]:
        """What they are called, in the order in which they are read."""
        return [name for *_, name in self.dataset.arrays()]

    @property
    def first(self) -> str:
        """The array of the first part that is learnt from."""
        return f"train_{next(iter(self.parts.values())).plural}"

    @property
    def test_arguments(self) -> str:
        """The arrays of the test set that the parts need."""
        return ", ".join(f"test_{name}" for name in self._used())

    @property
    def batch(self) -> list[str]:
        """The line that takes a step's rows: `inputs, targets = …`; lines, where it would be long."""
        changed = self._changed
        drawn = [f"{name} = augment({array}[rows], step)" for array, name in changed.items()]
        names, converted = [plural(part) for part in self.parts], self._converted("train_", changed)
        line = f"{', '.join(names)} = {', '.join(converted)}"
        if len(line) + 8 <= WIDTH:
            return [*drawn, line]
        return [*drawn, *(f"{name} = {each}" for name, each in zip(names, converted, strict=True))]

    @cached_property
    def augmentation(self) -> ScriptAugmentation:
        """What is done to its images."""
        return ScriptAugmentation(self.experiment.augmentation)

    @property
    def _changed(self) -> dict[str, str]:
        """By array of images, what the changed ones of a step are called; empty where nothing is drawn for them."""
        if not self.augmentation.random:
            return {}
        images = {field.plural for field in self.parts.values() if field.value.kind == "image"}
        return {f"train_{name}": f"augmented_{name}" for name in sorted(images)}

    def constants(self) -> str:
        """What the data part needs to know."""
        dataset, mirror = self.dataset, self.dataset.origin.mirror
        lines = [f"TRAIN_COUNT, TEST_COUNT = {dataset.train_count:_}, {dataset.test_count:_}"]
        if not dataset.has_data:
            lines = ["TRAIN_COUNT, TEST_COUNT = None, None  # all that the file holds"]
        for field in dict.fromkeys(self.parts.values()):
            lines += self._scales(field)
            if self.experiment.algorithm.printed.spells and field.value.kind == "tokens":
                lines += _symbols(field)
        if mirror:
            lines += [
                f"MIRROR = {text_source(_folder(mirror[0].url))}",
                "FILES = {  # the official files and their MD5 checksums",
                *(f"    {text_source(_name(file.url))}: {text_source(file.md5)}," for file in mirror),
                "}",
            ]
        if not self.is_made:
            lines += folded(f"ARRAYS = ({', '.join(text_source(name) for name in self.arrays)})")
        return "\n".join(lines) + "\n"

    def functions(self) -> Iterator[ScriptPart]:
        """`load_data` and `test_batches`; what they call comes by itself."""
        if self.dataset.origin.reader:
            home = self.dataset.origin.home or self.dataset.kind_name()
            yield definition(f"datasets/{home}.py", self.dataset.origin.reader)
        if self.dataset.choice:
            yield definition(f"datasets/{self.dataset.kind_name()}.py", self.dataset.chooser)
        yield written(self._load_data(), _IMPORTS)
        if self.augmentation.random:
            yield self.augmentation.function()
        yield written(self._test_batches(), _IMPORTS)

    def _used(self) -> list[str]:
        return list(dict.fromkeys(field.plural for field in self.parts.values()))

    def _prefix(self, field: DataField) -> str:
        """Of the constants that scale a column: images are what most scripts have, theirs have none."""
        return "" if field.value.kind == "image" else f"{field.plural.upper()}_"

    def _scales(self, field: DataField) -> list[str]:
        if field.value.kind == "image":
            scale = f"{field.mean!r}, {field.std!r}  # of the training pixels, on the scale 0 to 1"
            return [f"SAMPLE_SHAPE = {field.value.shape!r}", f"MEAN, STD = {scale}"]
        if field.value.kind in ("vector", "sequence"):
            told = {"MEAN": field.mean, "STD": field.std}
            return [
                f"{self._prefix(field)}{name} = {numbers_source(value)}  # of the training {field.plural}"
                for name, value in told.items()
            ]
        return []

    def _converted(self, split: str, changed: Mapping[str, str] = MappingProxyType({})) -> list[str]:
        """`changed`: what stands in place of the rows of an array."""
        texts = []
        for field in self.parts.values():
            array = f"{split}{field.plural}"
            entries = changed.get(array, f"{array}[rows]")
            text = CONVERTERS[field.value.kind].format(entries=entries, prefix=self._prefix(field))
            text = f"trimmed({text})" if field.value.length else text
            texts.append(self.augmentation.after(text) if field.value.kind == "image" else text)
        return texts

    def _test_batches(self) -> str:
        # A column may be called as what stands in the function.
        prefix = "all_" if {"rows", "first"} & set(self._used()) else ""
        given = [f"{prefix}{name}" for name in self._used()]
        converted = self._converted(prefix)
        yielded = f"yield {', '.join(converted)}"
        if len(yielded) + 8 > WIDTH:
            yielded = "yield (\n" + "".join(f"            {each},\n" for each in converted) + "        )"
        told = "The whole test set in its own order."
        rows = (
            f"for first in range(0, len({given[0]}), EVALUATION_BATCH):\n"
            "        rows = slice(first, first + EVALUATION_BATCH)"
        )
        if reads_in_order(self.experiment):
            told = "The whole test set in streams, each of which goes on from batch to batch."
            rows = f"for rows in rows_in_streams(len({given[0]}), EVALUATION_BATCH):"
        one = "Tensor" if len(self.parts) == 1 else f"tuple[{', '.join(['Tensor'] * len(self.parts))}]"
        return f'''def test_batches({", ".join(f"{name}: Tensor" for name in given)}) -> Iterator[{one}]:
    """{told}"""
    {rows}
        {yielded}
'''

    def _load_data(self) -> str:
        """The function that gives all arrays, whatever the algorithm takes of them."""
        fields = self.dataset.data_fields()
        both = " and ".join(field.plural for field in fields)
        form = ", as bytes" if all(field.stored == "uint8" for field in fields) else ""
        kept = "\n".join(
            f"        {_taken(name, field, split)}," for split, field, name in self.dataset.arrays()
        )
        choice = self.dataset.choice
        chosen = f"{self.dataset.chooser}(arrays, {choice})" if choice else "arrays"
        taken = "\n".join(folded(f"    {', '.join(self.arrays)} = {chosen}"))
        returned = f"{taken}\n    return [\n{kept}\n    ]\n"
        told = f"Training {both}, test {both}{form}."
        if self.is_made:
            call = f"{self.dataset.origin.reader}({self.dataset.recipe})"
            head = f'def load_data() -> list[np.ndarray]:\n    """{told}"""\n    arrays = {call}\n'
            return head + returned
        if self.dataset.origin.mirror:
            found = "From the file given, else one beside this script or what Layerlab keeps, else downloaded once."
        else:
            found = "From the file given, else one beside this script or what Layerlab keeps."
        head = f'''def load_data(given: Path | None) -> list[np.ndarray]:
    """{told}

    {found}
    """
    places = [{self._places()}]
    place = given or next((place for place in places if place.exists()), None)
'''
        return head + indent(self._opened(), "    ") + returned

    def _places(self) -> str:
        beside, kept = text_source(self.dataset.origin.file), text_source(self.dataset.cache_key())
        return f"Path(__file__).with_name({beside}), kept_data({kept})"

    def _opened(self) -> str:
        origin = self.dataset.origin
        if origin.mirror:
            return f"""if place is None:
    folder = Path(__file__).with_name("data")
    files = [fetch(MIRROR + name, md5, folder) for name, md5 in FILES.items()]
    arrays = {READERS[origin.format]}
else:
    arrays = open_arrays(place)
"""
        told = text_source(f"Put {origin.file} beside this script, or say where it is: --data FILE")
        read = f"{origin.reader}(place{self.dataset.options})"
        opened = f"arrays = open_arrays(place) if place.is_dir() else {read}"
        if len(opened) + 4 > WIDTH:
            read = "\n".join(folded(f"    arrays = {read}", 4))
            opened = f"if place.is_dir():\n    arrays = open_arrays(place)\nelse:\n{read}"
        return f"""if place is None:
    raise SystemExit({told})
{opened}
"""


def _taken(name: str, field: DataField, split: str) -> str:
    taken = f"np.array({name}[:{split.upper()}_COUNT])"
    return f"{taken}.reshape(-1, *SAMPLE_SHAPE)" if field.value.kind == "image" else taken


def _symbols(field: DataField) -> list[str]:
    """What each token stands for: letters as one text, in lines."""
    if any(len(name) > 1 for name in field.names):
        words = wrap(
            ", ".join(text_source(name) for name in field.names),
            WIDTH - 4,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return ["SYMBOLS = [  # what each token stands for", *(f"    {line}" for line in words), "]"]
    letters = "".join(field.names)
    pieces = [letters[first : first + LETTERS] for first in range(0, len(letters), LETTERS)]
    return [
        "SYMBOLS = (  # what each token stands for",
        *(f"    {text_source(piece)}" for piece in pieces),
        ")",
    ]


def _folder(url: str) -> str:
    return url.rpartition("/")[0] + "/"


def _name(url: str) -> str:
    return url.rpartition("/")[2]
