# Two commands on a fresh machine (Python 3.11+ and make; nothing else):
#   make report   sets up what it needs and writes out/riverbend/report.html and map.html
#   make test     sets up what it needs and runs the tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
STUDY  ?= data/riverbend
OUT    ?= out/$(notdir $(STUDY))

.PHONY: help report test check browser notebooks docs bench bench-smoke data clean
help:            ## list the commands
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

$(VENV)/run.stamp: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ci_network needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

report: $(VENV)/run.stamp  ## the main job: STUDY=data/riverbend OUT=out/riverbend
	$(BIN)/ci-network report $(STUDY) --out $(OUT)

test: $(VENV)/dev.stamp    ## the tests and doctests (without browser and notebooks)
	$(BIN)/python -m pytest -n auto -m "not browser and not slow"

check: $(VENV)/dev.stamp   ## lint, format and strict types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser: $(VENV)/dev.stamp ## the pages in a real headless Chromium
	$(BIN)/python -m pytest -m browser

notebooks: $(VENV)/dev.stamp ## execute every notebook
	$(BIN)/python -m pytest tests/notebooks -m ""

docs: $(VENV)/dev.stamp    ## build the documentation into out/docs
	$(BIN)/sphinx-build -W -q -b html docs out/docs

bench: $(VENV)/dev.stamp   ## speed beside the peers, as ratios in one run
	$(PIP) install -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks

bench-smoke: $(VENV)/dev.stamp
	$(PIP) install -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks --smoke

data: $(VENV)/run.stamp    ## make the synthetic coalition anew (seeded: same bytes)
	$(BIN)/python data/make_riverbend.py

clean:           ## forget everything that was made
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache
