# Two commands on a fresh machine: make demo, make test.
# Everything goes into .venv, so the system's Python is left alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint format eval bench load schema golden clean

demo: $(STAMP)
	@$(BIN)/lieux chat

test: lint
	$(BIN)/python -m pytest --numprocesses auto --ignore tests/load
	$(BIN)/python -m pytest tests/load

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(STAMP)
	@$(BIN)/lieux eval $(wildcard tests/eval/*.jsonl)

bench: $(STAMP)
	$(BIN)/python -m benchmarks.places
	$(BIN)/python -m benchmarks.understanding
	$(BIN)/python -m benchmarks.saying
	$(BIN)/python -m benchmarks.directory

schema: $(STAMP)
	@$(BIN)/lieux schema > data/lieux.schema.json

# OTHER=/path/to/python of an environment with mmpy_bot 2.2.1 compares the burst with it.
load: $(STAMP)
	$(BIN)/python -m tests.load

golden: $(STAMP)
	$(BIN)/python -m tests.golden

$(STAMP): pyproject.toml constraints.txt scripts/make_venv.sh
	@sh scripts/make_venv.sh "$(PYTHON)" "$(VENV)"
	@touch $(STAMP)

clean:
	rm -rf $(VENV)
