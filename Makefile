# Every target sets up what it needs. Python 3.11+ is the only requirement; uv comes from PyPI into .venv-uv.
PYTHON ?= python3
UV := .venv-uv/bin/uv
BIN := .venv/bin
HABEAS := $(BIN)/habeas

.PHONY: setup demo train test test-all check lint types contracts lock docs bench clean

setup: .venv/.installed

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "habeas needs Python 3.11 or newer, found " + sys.version.split()[0])'
	@$(PYTHON) -m venv .venv-uv
	@.venv-uv/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.installed: $(UV) pyproject.toml requirements/dev.lock
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@HABEAS_BIN=$(HABEAS) bash demo/run.sh

test: setup
	$(BIN)/pytest -n auto -m "not slow"

test-all: setup .venv-train/.installed
	$(BIN)/pytest -n auto
	.venv-train/bin/python -m pytest tests/training

# Training has its own environment: torch is large and no part of the program.
.venv-train/.installed: pyproject.toml
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]" --group dev
	@touch $@

# From corpora to the model file, in under 90 minutes on two cores: make train CORPUS=... DATA=... GAZETTEER=...
CORPUS ?= ../shared/corpus
DATA ?= ../shared/data
GAZETTEER ?= build/gazetteer
train: .venv-train/.installed
	.venv-train/bin/python -m training $(CORPUS) $(DATA) $(GAZETTEER) build/model

check: lint types contracts test

lint: setup
	$(BIN)/ruff format --check habeas tests benchmarks training
	$(BIN)/ruff check habeas tests benchmarks training

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

docs: setup
	$(BIN)/python -m habeas.cli.reference docs/reference.md

bench: setup
	$(BIN)/python -m benchmarks

# Pins every package with its hashes; no index address is written, so any mirror will do.
lock: $(UV)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/run.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements/dev.lock

clean:
	rm -rf .venv .venv-uv .venv-train build .mypy_cache .ruff_cache .pytest_cache .hypothesis
