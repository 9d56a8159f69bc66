"""What is wrong with the rows of the ties table: self-ties, values off the scale, two rows for one report."""

from collections.abc import Iterator

from ci_network.errors import Problem, did_you_mean
from ci_network.intake.raw import RawTable
from ci_network.study.declared import Declared
from ci_network.study.layer import Layer

_VALUE_MAY_BE_ABSENT = ("yes_no", "count")


def tie_problems(table: RawTable, declared: Declared) -> Iterator[Problem]:
    """Yield every fault of the ties table that a single cell does not show."""
    seen: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, values in table.rows:
        row = dict(zip(table.header, values, strict=True))
        layer = declared.layer_of(row.get("layer", ""))
        yield from _own_faults(table.file, number, row, layer, declared)
        if layer is None:
            continue
        key = report_key(row, layer)
        first, value = seen.setdefault(key, (number, row.get("value", "")))
        mirrored = not layer.directed and value == row.get("value", "")
        if first != number and not mirrored:
            yield Problem(
                table.file, number, "source, target", f"{row.get('source', '')} / {row.get('target', '')}",
                f"row {first} already holds this report", "Keep one of the two rows",
            )  # fmt: skip


def report_key(row: dict[str, str], layer: Layer) -> tuple[str, ...]:
    """Return what makes a report one: wave, layer, ends, channel, purpose and who reported it."""
    source, target = row.get("source", ""), row.get("target", "")
    ends = (source, target) if layer.directed else tuple(sorted((source, target)))
    reporter = (row.get("reported_by") or source) if layer.directed else ""
    return (row.get("wave", ""), row.get("layer", ""), *ends, row.get("channel", ""), row.get("purpose", ""), reporter)


def _own_faults(
    file: str, number: int, row: dict[str, str], layer: Layer | None, declared: Declared
) -> Iterator[Problem]:
    source, target, reporter = row.get("source", ""), row.get("target", ""), row.get("reported_by", "")
    if source and source == target:
        yield Problem(
            file, number, "target", target, "the tie goes from a member to itself", "Correct one end, or remove the row"
        )
    if reporter and reporter not in (source, target):
        yield Problem(
            file, number, "reported_by", reporter, "it is neither end of the tie",
            "Write the source or the target, or leave it blank",
        )  # fmt: skip
    if layer is None:
        name = row.get("layer", "")
        known = [part for known_layer in declared.layers.values() for part in known_layer.table_names()]
        if name:
            yield Problem(
                file, number, "layer", name, "study.toml declares no such layer",
                did_you_mean(name, known) or f"Declare it as [layers.{name}], or correct it",
            )  # fmt: skip
        return
    yield from _value_fault(file, number, row, layer)


def _value_fault(file: str, number: int, row: dict[str, str], layer: Layer) -> Iterator[Problem]:
    text = row.get("value", "")
    if not text:
        if "value" in row or layer.kind not in _VALUE_MAY_BE_ABSENT:
            yield Problem(
                file, number, "value", "", f"a report on layer {layer.name} has no value",
                "Fill it in, or remove the row: blank is not zero",
            )  # fmt: skip
        return
    value = layer.value(text)
    if value is None:
        labels = ", ".join(layer.scale) or "a number"
        yield Problem(
            file, number, "value", text, f"it is not a value of layer {layer.name}", f"Write one of: {labels}"
        )
    elif not (layer.low <= value <= layer.high or value == 0):
        yield Problem(
            file, number, "value", text, f"it is off the scale of layer {layer.name}",
            f"Write a value from {layer.low:g} to {layer.high:g}",
        )  # fmt: skip
