# Everything a newcomer needs: `make demo` and `make test`. Needs python3 >= 3.11 with venv and pip.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo run test lint bench lock clean

install: .venv/installed

.venv/installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	@$(BIN)/foursteps demo

run: install
	@$(BIN)/foursteps run

test: install
	$(BIN)/pytest -n 2

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/foursteps check
	$(BIN)/foursteps helplines check
	$(BIN)/foursteps i18n check --complete ne,es,ar --interface pt-BR,fr,hi,de,vi,id,km,sw

bench: install
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.broadcast

# Hashes, and no registry addresses: the files work with whatever index the machine uses.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --extra postgres

lock:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
