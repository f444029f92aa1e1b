# make run   set up, build the shipped corpus, show what was built and three real answers
# make test  set up, lint, check types, run every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test lint types tests clean

run: $(STAMP)
	$(BIN)/zangraph build
	$(BIN)/python -m zangraph.tour

test: lint types tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

tests: $(STAMP)
	$(BIN)/pytest --nbmake -n 2 --dist loadfile

# The environment is made once, and again when the lock or the project file changes.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV) || { \
	  echo "python3-venv is missing; as root it is installed now" >&2; \
	  apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
