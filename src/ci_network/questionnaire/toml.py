"""Values as TOML text."""

import json
from collections.abc import Iterable, Mapping


def table(head: str, **lines: str) -> str:
    """Return a table under its head; the values are TOML already."""
    return "\n".join([head, *(f"{key} = {value}" for key, value in lines.items())])


def quoted(text: str) -> str:
    """Return a text as TOML: its basic strings are those of JSON, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(texts: Iterable[str]) -> str:
    """Return texts as a TOML array."""
    return f"[{', '.join(quoted(text) for text in texts)}]"


def inline(table: Mapping[str, str]) -> str:
    """Return a TOML table on one line; its values are texts."""
    return "{ " + ", ".join(f"{_key(key)} = {quoted(value)}" for key, value in table.items()) + " }" if table else "{}"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else quoted(key)
