# make run       start the demo neighbourhood on http://127.0.0.1:8501 (DEMO=0: an empty house)
# make screenshots  the pictures that the README shows
# make test-long   a hundred thousand random acts on the books, on either database
# make test      lint, types, contracts, and every test on SQLite or PostgreSQL, by turns
#                (EVERYWHERE=1: every test on both, as every landing does)
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
DEMO ?= 1
PORT ?= 8501
HOST ?= 127.0.0.1
export DEMO

.PHONY: run test test-long lint unit oracle test-browser screenshots bench words clean

run: .venv/run words
	@$(BIN)/python manage.py migrate
	@$(BIN)/python manage.py seed --if-empty
	@PYTHONPATH=. $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

test: .venv/dev oracle words lint unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Each process that the tests start would translate the whole house again, were nothing kept.
unit: export PYTHONDONTWRITEBYTECODE :=
unit: export BY_TURNS := 1
unit:
	$(BIN)/python -m pytest -n 2

test-long: .venv/dev words
	LONG=1 $(BIN)/python -m pytest -n 2 -s tests/services/ledger/test_walks.py

oracle: .venv-oracle/made

test-browser: .venv/dev words
	$(BIN)/python -m pytest tests/browser -o addopts="-q"

screenshots: .venv/dev words
	SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/browser/test_five_steps.py tests/browser/test_homeowner.py tests/browser/test_street.py -o addopts="-q"

bench: .venv/dev words
	$(BIN)/python -m benchmarks

words:
	@$(BIN)/python locales/compile.py

.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/run

# beancount (GPL), frictionless and pymcdm live apart: the tests run them, nothing of ours imports them.
.venv-oracle/made: requirements-oracle.txt
	$(PYTHON) -m venv .venv-oracle
	.venv-oracle/bin/pip install --quiet --disable-pip-version-check -r requirements-oracle.txt
	@touch $@

clean:
	rm -rf .venv .venv-oracle .data .secrets locales/*/LC_MESSAGES
