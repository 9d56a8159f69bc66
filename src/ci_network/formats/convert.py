"""Read a network in any format, and turn one format into another."""

from dataclasses import dataclass

from ci_network.formats.encoding import Files, as_utf8
from ci_network.formats.fit import fit
from ci_network.formats.registry import detect_files, format_named
from ci_network.formats.tables import GraphTables


@dataclass(frozen=True)
class Converted:
    """A network in another format.

    Parameters
    ----------
    files
        The files to write, by name.
    lost
        What the target cannot carry, a sentence each; nothing else is lost.
    notes
        What was decided while the source was read.
    """

    files: dict[str, bytes]
    lost: tuple[str, ...]
    notes: tuple[str, ...]


def read_graph(files: Files, *, source: str | None = None, encoding: str | None = None) -> GraphTables:
    """Read a network file of another program.

    Parameters
    ----------
    files
        The bytes of the file, or of the files that belong together, by name.
    source
        The format's name; by default it is found from what is in the files.
    encoding
        The encoding of text files that are not UTF-8. Undeclared, the choice is made strictly and noted.

    Returns
    -------
    GraphTables
        Nodes, ties and notes.

    Raises
    ------
    StudyError
        When the file cannot be read: file, line, value and how to mend it.

    Examples
    --------
    >>> from ci_network.formats.convert import read_graph
    >>> tables = read_graph({"ties.csv": b"from,to,weight\\nFood Bank,City Council,3\\n"})
    >>> tables.ties[["source", "target", "value"]]
          source        target  value
    0  Food Bank  City Council    3.0
    >>> tables.notes
    ("ties.csv: it does not say whether ties have a direction; they are read as from 'from' to 'to'.",)
    """
    if encoding is not None:
        files = as_utf8(files, encoding)
    form = detect_files(files) if source is None else format_named(source)
    return form.read(files)


def convert(files: Files, *, target: str, source: str | None = None, encoding: str | None = None) -> Converted:
    """Turn a network file into another format, and say what that format cannot carry.

    Parameters
    ----------
    files, source, encoding
        As for ``read_graph``.
    target
        The name of the format to write.

    Returns
    -------
    Converted
        The files, what was lost, and the reader's notes.

    Examples
    --------
    >>> from ci_network.formats.convert import convert
    >>> made = convert({"ties.csv": b"from,to,weight\\nFood Bank,City Council,3\\n"}, target="dl")
    >>> print(made.files["network.dl"].decode())
    dl n=2
    format=edgelist1
    labels:
    "Food Bank"
    "City Council"
    data:
    1 2 3
    >>> made.lost
    ()
    """
    form = format_named(target)
    tables = read_graph(files, source=source, encoding=encoding)
    fitted = fit(tables, form)
    return Converted(form.write(fitted.tables), fitted.lost, tables.notes)
