# Two commands matter: `make demo` shows the program, `make test` checks it. `make` alone lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
BIN     = $(VENV)/bin
CORPORA ?=

.DEFAULT_GOAL := help
FUZZ_EXAMPLES ?= 100000
FUZZ_SECONDS ?= 3600

.PHONY: audit sbom lowest newest versions fuzz help demo test test-model check format lint types unit package model lexicon bench clean

help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 14

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.installed-train: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

demo: $(VENV)/.installed  ## install, build the graph of seeds/articles, say where the page is
	$(BIN)/realpolitik build seeds/articles -o graph.html --title "Who did what to whom: the seed articles"

test: check package  ## install with the test extra, run everything that a change has to pass

check: lint types unit  ## format, lint, types, tests

format: $(VENV)/.installed-test  ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

unit: $(VENV)/.installed-test
	$(BIN)/pytest -q

package: $(VENV)/.installed-test  ## build the wheel into dist/
	rm -rf dist build
	$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@ls -l dist/*.whl

test-model: $(VENV)/.installed-train  ## run the whole training recipe on a few sentences (installs torch)
	$(BIN)/pytest -q -m train tests/training tests/extract/events/test_relations.py

model: $(VENV)/.installed-train  ## train, evaluate and write the weights: make model CORPORA=folder
	@test -n "$(CORPORA)" || { echo "say where the corpora are: make model CORPORA=folder"; exit 2; }
	$(BIN)/python -m training.language --corpora "$(CORPORA)"
	$(BIN)/python -m training.events.train_relations

lexicon: $(VENV)/.installed-test  ## build the tables of the lexicon that are made from other packages
	$(BIN)/python -m training.lexicon.geonames

bench: $(VENV)/.installed-test  ## the benchmarks: reading, growth with the text, store, kills, page
	$(BIN)/python tests/benchmarks/bench_extraction.py
	$(BIN)/python tests/benchmarks/bench_growth.py
	$(BIN)/python tests/benchmarks/bench_store.py --floors
	$(BIN)/python tests/benchmarks/kill_store.py --kills 50
	$(BIN)/python tests/benchmarks/bench_batches.py --articles 1000
	$(BIN)/python tests/benchmarks/bench_page.py

fuzz: $(VENV)/.installed-test  ## try many odd calls and files: make fuzz FUZZ_EXAMPLES=1000 FUZZ_SECONDS=600
	FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/pytest -q tests/fuzz

audit: $(VENV)/.installed  ## licences and known faults of what is installed (needs the advisories' service)
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check . pip-audit packaging
	$(VENV)-audit/bin/python tests/supply/check_licences.py
	$(VENV)-audit/bin/pip-audit --strict --skip-editable || { echo \
		"faults were found, or the advisories' service was not reached: see the line above"; exit 1; }

sbom: package  ## write dist/sbom.json: what a release installs, as CycloneDX
	$(PYTHON) -m venv --clear $(VENV)-sbom
	$(VENV)-sbom/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom
	$(BIN)/cyclonedx-py environment $(VENV)-sbom/bin/python --of JSON -o dist/sbom.json

lowest newest: $(VENV)/.installed-test  ## the tests with the oldest, or newest, versions that are allowed
	$(PYTHON) -m venv --clear $(VENV)-$@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(VENV)-$@/bin/python -e '.[test]' \
		--resolution $(if $(filter lowest,$@),lowest-direct,highest)
	$(VENV)-$@/bin/python -m pytest -q -m "not browser" $(if $(filter lowest,$@),-W default) tests

# Old versions may warn of what newer ones will do; that is no fault of ours, so there warnings are only shown.

versions:  ## the tests under each version of Python that pyproject.toml names and that is here
	@set -e; $(PYTHON) tests/supply/interpreters.py | while read -r version python; do \
		echo "Python $$version"; \
		"$$python" -m venv --clear "$(VENV)-$$version"; \
		"$(VENV)-$$version/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[test]'; \
		"$(VENV)-$$version/bin/python" -m pytest -q -m "not browser" tests </dev/null; \
	done

clean:  ## take away what was built
	rm -rf dist build graph.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
