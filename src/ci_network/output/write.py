"""The only place that touches the disk: a file is written whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ci_network.errors import InputError

# A cell that begins with one of these would be run as a formula by a spreadsheet program.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_text(path: str | Path, text: str) -> Path:
    """Write one text file whole, in UTF-8 with plain line ends, making its folder where needed."""
    target = Path(path)
    write_all(target.parent, {target.name: text})
    return target


def write_all(folder: str | Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write several files into a folder: all are written beside their places first, then put there.

    Texts are written in UTF-8 with plain line ends, bytes as they are.

    Raises
    ------
    InputError
        When the folder or a file in it cannot be written; what was there before stays as it was.
    """
    root = Path(folder)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_beside(target, content), target))
        for ready, target in waiting:
            os.replace(ready, target)
    except OSError as error:
        raise InputError(
            f"{root}: it cannot be written ({error.strerror}). Choose another place with --out."
        ) from error
    finally:
        for ready, _ in waiting:
            ready.unlink(missing_ok=True)
    return [target for _, target in waiting]


def write_new(folder: str | Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write several files into a folder, unless one of them is there already: a person may have worked on it.

    Raises
    ------
    InputError
        When a file is there already, or cannot be written; nothing is written then.
    """
    there = [name for name in files if (Path(folder) / name).exists()]
    if there:
        raise InputError(f"{folder}: {there[0]} is there already and was left alone. Choose another place with --out.")
    return write_all(folder, files)


def csv_text(frame: pd.DataFrame) -> str:
    """Return a table as CSV: numbers in full, NaN as blank, and no text cell that a spreadsheet would run."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            cells = [_inert(value) for value in safe[name].to_numpy(object)]
            safe[name] = pd.Series(cells, index=safe.index, dtype=object)
    return safe.to_csv(index=False, lineterminator="\n")


def _inert(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _beside(target: Path, content: str | bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
    Path(name).chmod(0o644)
    return Path(name)
