"""Files of tensors: whole ones are read, all others are refused before a number of them is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from layerlab.kit.errors import LayerlabError
from layerlab.kit.tensor_file import MAX_HEAD_BYTES, MAX_TENSORS, read_head, write_renamed
from layerlab.training.start import read_weights

ARRAYS = {
    "b.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
    "a.weight": np.arange(4, dtype=np.float16),
    "a.count": np.array(7, np.int64),
    "c.empty": np.zeros((0, 3), np.float32),
}
F32 = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}


def written(path: Path, head: Any, numbers: bytes = b"\0" * 8, length: int | None = None) -> Path:
    text = head if isinstance(head, bytes) else json.dumps(head).encode()
    count = len(text) if length is None else length
    path.write_bytes(count.to_bytes(8, "little") + text + numbers)
    return path


def test_what_the_library_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(safetensors.numpy.save(ARRAYS, metadata={"step": "3"}))
    read = read_head(path)
    assert {name: place.shape for name, place in read.tensors.items()} == {
        name: array.shape for name, array in ARRAYS.items()
    }
    assert read.told == {"step": "3"}


def test_what_is_written_is_read_by_the_library_and_by_scripts(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(safetensors.numpy.save(ARRAYS))
    head = read_head(source)
    names = {"one": "b.weight", "two": "a.count", "three": "c.empty", "four": "a.weight"}
    write_renamed(target, ((new, source, head, old) for new, old in names.items()), {"order": "one two"})
    for read in (safetensors.numpy.load_file(target), read_weights(target)):
        assert read.keys() == names.keys()
        for new, old in names.items():
            assert read[new].dtype == ARRAYS[old].dtype
            assert np.array_equal(read[new], ARRAYS[old])
    assert list(read_head(target).tensors) == ["one", "two", "three", "four"]
    assert read_head(target).told == {"order": "one two"}


BAD: dict[str, tuple[Any, bytes, int | None]] = {
    "empty": (b"", b"", 0),
    "a pickle": (b"\x80\x04\x95\x00\x00\x00\x00", b"", None),
    "a zip": (b"PK\x03\x04 and more", b"", None),
    "no JSON": (b"{nothing", b"", None),
    "not UTF-8": (b'{"\xff": 1}', b"", None),
    "a list": ([], b"", None),
    "nested too deep": (b"[" * 200_000 + b"]" * 200_000, b"", None),
    "a head that is longer than the file": ({"a": F32}, b"", 10**6),
    "a head of terabytes": ({"a": F32}, b"\0" * 8, 2**60),
    "no place": ({"a": {"dtype": "F32", "shape": [2]}}, b"\0" * 8, None),
    "more than is known": ({"a": {**F32, "code": "x"}}, b"\0" * 8, None),
    "numbers that overlap": ({"a": F32, "b": F32}, b"\0" * 16, None),
    "a hole": ({"a": {**F32, "data_offsets": [4, 12]}}, b"\0" * 12, None),
    "a rest": ({"a": F32}, b"\0" * 12, None),
    "too little": ({"a": F32}, b"\0" * 4, None),
    "another size than its sides": ({"a": {**F32, "shape": [3]}}, b"\0" * 8, None),
    "sides below nothing": ({"a": {**F32, "shape": [-1, -2]}}, b"\0" * 8, None),
    "sides that are no numbers": ({"a": {**F32, "shape": ["2"]}}, b"\0" * 8, None),
    "a side that is true": ({"a": {**F32, "shape": [True, 2]}}, b"\0" * 8, None),
    "huge sides": ({"a": {**F32, "shape": [2**62, 2**62]}}, b"\0" * 8, None),
    "offsets backwards": ({"a": {**F32, "shape": [0], "data_offsets": [8, 0]}}, b"\0" * 8, None),
    "told twice": (b'{"a":%s,"a":%s}' % ((json.dumps(F32).encode(),) * 2), b"\0" * 8, None),
    "what it tells is no text": ({"__metadata__": {"order": 1}, "a": F32}, b"\0" * 8, None),
    "no name": ({"": F32}, b"\0" * 8, None),
    "a name of lines": ({"a\nb": F32}, b"\0" * 8, None),
    "a long name": ({"a" * 400: F32}, b"\0" * 8, None),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_damaged_file_is_refused(fault: str, tmp_path: Path) -> None:
    head, numbers, length = BAD[fault]
    with pytest.raises(LayerlabError) as refused:
        read_head(written(tmp_path / "bad", head, numbers, length))
    assert refused.value.code == "weights_damaged"


@pytest.mark.parametrize("kind", ["BF16", "F8_E4M3", "BOOL", "object", ""])
def test_numbers_of_other_types_are_refused(kind: str, tmp_path: Path) -> None:
    with pytest.raises(LayerlabError) as refused:
        read_head(written(tmp_path / "bad", {"a": {**F32, "dtype": kind}}))
    assert refused.value.code == "weights_kind"


def test_head_and_count_are_bounded(tmp_path: Path) -> None:
    empty = {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}
    long = {"__metadata__": {"order": "x" * MAX_HEAD_BYTES}}
    many = {str(number): empty for number in range(MAX_TENSORS + 1)}
    for head in (long, many):
        with pytest.raises(LayerlabError, match="weights_damaged"):
            read_head(written(tmp_path / "bad", head, b""))
