"""What the tests of gaps share."""

import pytest

import ci_network as ci
from ci_network.gaps.situation import Situation


@pytest.fixture(scope="module")
def riverbend():
    return Situation.of(ci.read_study("data/riverbend"))
