"""What a large value shows of itself at the end of a notebook's cell: a few lines, not all that it holds."""

from html import escape

import pandas as pd

_WIDE = 72  # characters of a cell that a line still has room for


class Glance:
    """A value that shows what matters of it, as text anywhere and with its tables in a notebook."""

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return what matters most: lines, and tables where a table says more."""
        raise NotImplementedError

    def __repr__(self) -> str:
        parts = [part if isinstance(part, str) else _as_text(part) for part in self.glance()]
        return f"{type(self).__name__}: " + "\n".join(parts)

    def _repr_html_(self) -> str:
        name, parts = type(self).__name__, self.glance()
        shown = [f"<div>{escape(part)}</div>" if isinstance(part, str) else _as_html(part) for part in parts]
        return f"<div><strong>{name}</strong>{''.join(shown)}</div>"


def _as_text(table: pd.DataFrame) -> str:
    return table.to_string(index=False, max_colwidth=_WIDE) if len(table) else "(empty)"


def _as_html(table: pd.DataFrame) -> str:
    # Whole cells: pandas cuts a cell short at the width that suits text.
    with pd.option_context("display.max_colwidth", None):
        return table.to_html(index=False, border=0) if len(table) else "<div>(empty)</div>"
