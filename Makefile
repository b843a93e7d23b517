# Needs python3 >= 3.11 with venv, and make; nothing else. `make run` sets everything up and starts.
#
#   HOST, PORT, LAYERLAB_DATA   where the server listens and where it keeps its data
#   TORCH_INDEX=<url>           a pip index to take torch from (a CPU-only build, another CUDA)
#   PYTEST_ARGS, PYTEST_WORKERS for `make test`

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_WORKERS ?= 2

# Node from the environment comes before an older one of the system.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export HOST PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PIP_INSTALL := $(BIN)/python -m pip install --quiet --progress-bar off
ifdef TORCH_INDEX
INSTALL_TORCH = $(PIP_INSTALL) --index-url "$(TORCH_INDEX)" "$$($(BIN)/python tools/torch_requirement.py)"
endif

RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: run install test dev check generate bench install-dev ui browser \
	check-lint check-types check-imports check-frontend check-house
.DEFAULT_GOAL := run

## run: set up what is missing, start the server, print its address
run: install
	@exec $(BIN)/layerlab serve --host "$(HOST)" --port "$(PORT)"

## install: set up everything, start nothing
install: $(RUN_STAMP) ui

install-dev: $(DEV_STAMP) ui

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Layerlab needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)

# The pages are built by the `ui` step below, which runs at every start and looks at the sources' hash.
$(RUN_STAMP): pyproject.toml | $(BIN)/python
	@echo "Installing Layerlab into $(VENV); the first time this takes a few minutes ..."
	$(INSTALL_TORCH)
	@LAYERLAB_SKIP_UI=1 $(PIP_INSTALL) --editable '.[ui,onnx]'
	@touch $@

$(DEV_STAMP): pyproject.toml | $(BIN)/python
	@echo "Installing Layerlab and what its tests need into $(VENV) ..."
	$(INSTALL_TORCH)
	@LAYERLAB_SKIP_UI=1 $(PIP_INSTALL) --editable '.[dev]'
	@touch $@ $(RUN_STAMP)

ui: | $(BIN)/python
	@$(BIN)/python tools/build_ui.py

browser: $(DEV_STAMP)
	@$(BIN)/python tools/browser.py

## test: every Python test, those in a real browser included
test: install-dev browser
	@status=0; \
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) -m "not browser and not alone" $(PYTEST_ARGS) || status=1; \
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal -m "browser and not alone" $(PYTEST_ARGS) || status=1; \
	$(BIN)/python -m pytest -m alone $(PYTEST_ARGS) || status=1; \
	exit $$status

## check: lint, types, import contract, front-end checks and unit tests, generated files (`make -k check` shows all faults)
check: check-lint check-types check-imports check-frontend check-house

check-lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: $(DEV_STAMP)
	$(BIN)/mypy

check-imports: $(DEV_STAMP)
	$(BIN)/lint-imports --no-cache

check-frontend: $(DEV_STAMP)
	$(BIN)/python tools/build_ui.py npm run check
	$(BIN)/python tools/build_ui.py npm test

# After the front end: its packages are what generates the files.
check-house: install-dev check-frontend
	$(BIN)/python -m pytest -q -m "not browser and not alone" tests/house

## generate: the browser's types and catalogue from the Python classes
generate: $(DEV_STAMP)
	$(BIN)/python tools/build_ui.py npm run generate

## dev: the server, and the pages served from their sources with live reload
dev: install-dev
	@$(BIN)/python tools/dev.py

## bench: the figures of the project, as ratios from one run
bench: install-dev browser
	@$(BIN)/python tools/bench
