"""The public face: sorted, complete, documented, typed."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import ci_network

SOURCE = Path(ci_network.__file__).parent
MEASURES = sorted(
    {
        node.name
        for path in (SOURCE / "measures").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("node_", "pair_", "group_", "net_"))
    }
)


def test_all_is_sorted_and_complete() -> None:
    assert list(ci_network.__all__) == sorted(ci_network.__all__)
    for name in ci_network.__all__:
        assert hasattr(ci_network, name)


def test_the_list_for_type_checkers_is_the_same() -> None:
    body = ast.parse((SOURCE / "__init__.pyi").read_text("utf-8")).body
    (listed,) = (ast.literal_eval(node.value) for node in body if isinstance(node, ast.Assign))
    assert listed == ci_network.__all__ == dir(ci_network)


def test_a_name_is_not_taken_by_a_module() -> None:
    modules = {path.stem for path in SOURCE.iterdir()}
    assert modules & set(ci_network.__all__) == {"release"}  # which __init__ sees to
    assert callable(ci_network.release)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = ci_network.no_such_name


def test_a_name_loads_its_own_part_alone() -> None:
    code = "import sys, ci_network as ci; ci.release; print('ci_network.advice' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"


def test_init_holds_no_code() -> None:
    body = ast.parse(Path(ci_network.__file__).read_text("utf-8")).body
    assert all(isinstance(node, (ast.Expr, ast.ImportFrom, ast.Assign)) for node in body)


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_public(name: str) -> None:
    assert name in ci_network.__all__


@pytest.mark.parametrize("name", ci_network.__all__)
def test_every_public_name_is_documented_with_an_example_where_it_computes(name: str) -> None:
    thing = getattr(ci_network, name)
    doc = inspect.getdoc(thing) or ""
    assert len(doc.splitlines()[0]) > 15, name
    if inspect.isfunction(thing):
        assert ">>>" in doc, f"{name} has no example"
        assert inspect.signature(thing).return_annotation is not inspect.Signature.empty
        for parameter in list(inspect.signature(thing).parameters.values())[1:]:
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY or name in POSITIONAL_OK, (name, parameter.name)


# These take a second thing by place, as a reader would say it: a study and its layer, a release and its folder.
POSITIONAL_OK = {
    "release_comparison",
    "received_table",
    "given_table",
    "exchange_sectors_table",
    "figure",
    "exchange_network_table",
    "add_member",
    "add_tie",
    "build_network",
    "chance_of_measure",
    "common_panel",
    "compare_table",
    "compare_waves",
    "coordination_table",
    "fit_ergm",
    "mrqap",
    "mrqap_logistic",
    "net_broadcast_only",
    "net_congruence",
    "network_measures_table",
    "policy_view",
    "qap_correlation",
    "reach_table",
    "study_reach_table",
    "recommend",
    "remove_member",
    "remove_tie",
    "required_pairs",
    "study_from_export",
    "two_mode",
    "write_plan",
    "what_if",
    "write_report",
}
