"""XML as the graph formats need it: parsed without entities, attribute values by their declared types."""

from typing import Final
from xml.etree.ElementTree import Element, ParseError, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ci_network.formats.fault import fault
from ci_network.formats.tables import BOOLEAN, NUMBER, Cell, number_text

_NUMBERS: Final = {"int", "integer", "long", "short", "byte", "float", "double", "bigdecimal", "biginteger"}
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


def parse_xml(data: bytes, file: str, *, root: str) -> Element:
    """Return the root of an XML file that must be ``root``; a file with entities is refused."""
    try:
        found: Element = fromstring(data)
    except DefusedXmlException as error:
        raise fault(
            file, "it declares entities, which are not safe to read", "Remove the <!ENTITY ...> lines"
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        line = error.position[0] if isinstance(error, ParseError) else None
        what = f"it is not well-formed XML ({str(error).split(':')[0]})"
        raise fault(file, what, "Export it again, or mend that line", row=line) from error
    if local(found) != root:
        raise fault(file, f"it does not begin with <{root}>", f"Check that it is a {root} file", value=local(found))
    return found


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def under(element: Element, name: str) -> list[Element]:
    """Return the elements of a name anywhere below, namespaces aside."""
    return [found for found in element.iter() if local(found) == name]


def text_of(element: Element) -> str:
    """Return an element's text; where it holds elements of its own, all their text with single spaces."""
    return " ".join("".join(element.itertext()).split()) if len(element) else (element.text or "").strip()


def typed(text: str, kind: str, *, file: str, name: str) -> Cell:
    """Return the text of an attribute as its declared type says; blank is ``None``."""
    if not text:
        return None
    kind = kind.casefold()
    if kind == "boolean":
        if text.casefold() not in _TRUTH:
            raise fault(
                file, "it is declared a yes/no value and is none", "Write true or false", column=name, value=text
            )
        return _TRUTH[text.casefold()]
    if kind not in _NUMBERS:
        return text
    try:
        return float(text)
    except ValueError as error:
        mend = "Write a number, or declare the attribute as string"
        raise fault(file, f"it is declared {kind} and is not a number", mend, column=name, value=text) from error


def written(value: Cell) -> str:
    """Return an attribute's value as XML text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, float) else str(value)


def type_name(kind: str) -> str:
    """Return the type that a column's kind is declared with."""
    return {NUMBER: "double", BOOLEAN: "boolean"}.get(kind, "string")


def xml_bytes(root: Element) -> bytes:
    """Return a document as UTF-8, indented."""
    indent(root)
    # A carriage return cannot stand in names (they are cleaned), so nothing is changed by a reader's line ends.
    body: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
