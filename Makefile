# make run   set up, build the shipped corpus, show what was built and three real answers
# make test  set up, lint, check types, run every test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# The real programs the tests stand beside: a SPARQL server, a word processor and a browser, and the Debian packages they come in.
# The fonts settle where they wrap lines: a print must be the same on every machine.
PROGRAMS := virtuoso-t soffice chromium
FONT := /usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf
PACKAGES := virtuoso-opensource-7 libreoffice-writer-nogui chromium fonts-dejavu-core fonts-liberation

.PHONY: run test lint types tests programs clean

run: $(STAMP)
	$(BIN)/zangraph build
	$(BIN)/python -m zangraph.tour

test: lint types tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

tests: $(STAMP) programs
	$(BIN)/pytest --nbmake -n 2 --dist loadfile

programs:
	@for program in $(PROGRAMS); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	test -f $(FONT) || missing="$$missing fonts-liberation"; \
	[ -z "$$missing" ] || { echo "installing what the tests stand beside:$$missing" >&2; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; } || { \
	  echo "the tests need$$missing; as root: apt-get install --no-install-recommends $(PACKAGES)" >&2; exit 1; }

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
