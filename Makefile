# `make run` and `make test` do all the set-up they need; a second run does only what changed.
.DEFAULT_GOAL := help
.PHONY: help run demo test checked typed client-test build bench soak laws attack docs lock clean
.DELETE_ON_ERROR:

PYTHON ?= python3
ARGS ?=
TIMES ?= 10
# Tests wait for servers and browsers as much as they work: two processes more than the two cores of a small machine.
JOBS ?= 4
VENV := .venv
BIN := $(VENV)/bin
# Node from the machine, or the one that requirements-node.lock brought into the environment.
export PATH := $(CURDIR)/$(BIN):$(PATH)

SOURCES := $(shell find static/src static/css workshop/translations -type f ! -name '*.mo' 2>/dev/null)

help:
	@echo "make run    serve a workshop on this machine (SQLite, one process)"
	@echo "make demo   watch the reference event play itself (ARGS=--fast for seconds)"
	@echo "make test   every check and test, with its own PostgreSQL, Redis and browser"
	@echo "make laws   the random walks of the laws, ten times as long (TIMES=10)"
	@echo "make attack the hostile client against servers of its own; tells what got through"
	@echo "make bench  the vote storm and the fan-out; make soak for ten minutes of it"
	@echo "make build  only the browser client"

run: $(VENV)/.run static/dist/manifest.json
	@exec $(BIN)/python app.py

demo: $(VENV)/.run static/dist/manifest.json
	@exec $(BIN)/workshop demo $(ARGS)

bench: $(VENV)/.dev static/dist/manifest.json
	@tests/setup/services.sh
	@exec $(BIN)/python -m benchmarks $(ARGS)

soak: $(VENV)/.dev static/dist/manifest.json
	@tests/setup/services.sh
	@exec $(BIN)/python -m benchmarks storm --seconds 600 $(ARGS)

build: static/dist/manifest.json

# What is written from the code; a test fails while it is stale.
docs: $(VENV)/.run static/dist/manifest.json
	@$(BIN)/workshop commands --markdown > docs/protocol.md.new
	@mv docs/protocol.md.new docs/protocol.md
	@$(BIN)/workshop commands --typescript > static/src/core/wire.ts.new
	@mv static/src/core/wire.ts.new static/src/core/wire.ts

# What needs nothing running first, then the client, then everything against real servers.
test: $(VENV)/.dev static/node_modules/.installed
	tests/setup/services.sh
	$(MAKE) --no-print-directory -j2 --output-sync=target typed checked
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

# What reads the code and starts nothing, as two halves of about the same length, a core each.
typed: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

checked: $(VENV)/.dev static/dist/manifest.json
	static/node_modules/.bin/tsc --noEmit -p static
	node static/promised.mjs
	node static/tidy.mjs
	node static/test.mjs

# Hours are found out here what the suite's few hundred steps leave hidden; see docs/testing.md for what they said.
laws: $(VENV)/.dev static/dist/manifest.json
	@tests/setup/services.sh
	LAWS_TIMES=$(TIMES) $(BIN)/pytest -n 2 --dist load -m walk tests/laws tests/doors $(ARGS)

# Against servers of its own on this machine, and none else; its result goes into docs/security.md.
attack: $(VENV)/.dev static/dist/manifest.json
	@tests/setup/services.sh
	@exec $(BIN)/python -m tests.attack $(ARGS)

client-test: static/node_modules/.installed
	node static/test.mjs $(ARGS)

# --- set-up -------------------------------------------------------------------------------------

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: install Python 3.11 or newer (Debian: python3 python3-venv)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11: install a newer one, or name it with PYTHON=" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing: install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what it runs on"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests use"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Debian 12 has Node 18, and many machines have none: then Node comes as a Python package.
$(VENV)/.node: requirements-node.lock $(VENV)/.run
	@node -e 'process.exit(parseInt(process.versions.node) < 20)' 2>/dev/null && command -v npm >/dev/null \
		|| $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-node.lock
	@touch $@

static/node_modules/.installed: static/package.json static/package-lock.json $(VENV)/.node
	@echo "Installing what the client is built from"
	@cd static && npm ci --silent --ignore-scripts
	@touch $@

static/dist/manifest.json: static/node_modules/.installed static/build.mjs static/build.py $(SOURCES)
	@$(BIN)/python static/build.py

# --- upkeep -------------------------------------------------------------------------------------

# Renews the locks (needs uv). They carry hashes and name no host.
LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header
lock:
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock
	cd static && npm install --package-lock-only

clean:
	rm -rf $(VENV) static/node_modules static/dist build dist
