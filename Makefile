# Everything sets itself up: python3 (3.11 or newer), make and a network are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# What is compiled is kept: hundreds of tests start Python anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check lint types words docs bench clean

demo: $(VENV)/.installed ## plan the built-in forum of three days
	$(BIN)/facilitate demo
	@echo; echo "source $(BIN)/activate   # einmal in jedem Fenster, dann wird facilitate gefunden"
	@echo "                            # once in each window; then facilitate is found"

test: $(VENV)/.developed ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: lint types test ## everything before a commit

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

words: $(VENV)/.developed ## collect new messages for translation, compile the German ones
	$(BIN)/python tools/words.py

docs: $(VENV)/.developed ## write anew what the documents take from the program
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.pictures
	$(BIN)/python -m tools.transcripts

bench: $(VENV)/.developed ## measure what the README promises
	$(BIN)/python benchmarks/figures.py

# A Debian python3 without python3-venv makes no pip: it is then put in from outside.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "facilitate needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV) && $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) -e .
	touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(PIP) -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist facilitate-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
