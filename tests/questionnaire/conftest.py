"""A small made-up coalition that uses every block of the questionnaire, with names that are hard on parsers."""

from pathlib import Path

import pytest
from folder import write_study

from ci_network.study.study import Study, read_study

TOML = """
[study]
title = "Small coalition (synthetic)"
purpose = "Testing the questionnaire"
backbone = ["bb"]
keep_until = 2030-12-31
synthetic = true

[layers.communication]
kind = "frequency"

[layers.collaboration]
kind = "continuum"

[layers.trust]
kind = "rating"
items = ["reliability", "mission", "openness"]

[layers.referrals]
kind = "frequency"
scale = ["none", "some", "many, often"]
"""
TABLES = {
    "stakeholders": """
        id,name,sector
        bb,Small Backbone,backbone
        city-parks,"City of X, Parks - Recreation and Culture",local government
        city,City of X,local government
        clinic-1,Community Clinic,health
        clinic-2,Community Clinic,health
        12,Twelve <b>Bells</b> & ${Sons},residents
        ümit,Ümit Families,residents
        food bank,Food Bank,
    """,
    "ties": "",
    "activities": """
        id,title,kind
        read-aloud,"Read aloud, every day",programme
        home-visits,Home visits,programme
    """,
    "outcomes": """
        id,goal
        ready,"Children start school ready, and well"
        read,Children read by nine
        safe,Homes are safe
        work,Everybody finds work
    """,
    "indicators": """
        id,title,outcome
        school-readiness,,ready
        reading,Third graders who read,read
    """,
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("coalition"), TABLES, toml=TOML)


@pytest.fixture(scope="session")
def study(folder: Path) -> Study:
    return read_study(folder)
