# What a fresh clone can do. Every target sets up what it needs in .venv/ first, and only once.

PYTHON ?= python3
BIN := .venv/bin
OUT ?= out
LOCK := requirements/installer.txt

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test bench check pictures format catalogues lock clean

help: ## what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -m venv .venv

# uv installs in seconds what takes pip a minute; where it can't be had or can't reach the packages, pip does it.
define install
@echo "installing $(1)"
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK) || true
@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

.venv/runtime-installed: requirements/runtime.txt $(LOCK) pyproject.toml | $(BIN)/python
	$(call install,requirements/runtime.txt)
	@touch $@

.venv/dev-installed: requirements/dev.txt .venv/runtime-installed
	$(call install,requirements/dev.txt)
	@touch $@

setup: .venv/runtime-installed ## install what the product needs

setup-dev: .venv/dev-installed ## install what testing and checking need

demo: setup ## from a workbook to everyone's agenda, on the demo day, into out/
	@rm -f $(OUT)/classeur.xlsx
	$(BIN)/aparte template --from fixtures/demo $(OUT)/classeur.xlsx
	$(BIN)/aparte check $(OUT)/classeur.xlsx
	$(BIN)/aparte plan $(OUT)/classeur.xlsx --out $(OUT)

$(OUT)/plan.json: | setup
	$(MAKE) demo

serve: setup $(OUT)/plan.json ## the demo event in the browser
	$(BIN)/aparte serve $(OUT)

test: setup-dev ## every test, and how much of the three packages they cover
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term $(PYTEST_ARGS)

bench: setup-dev ## the figures on this machine
	$(BIN)/aparte bench scale
	$(BIN)/aparte bench peers
	$(BIN)/aparte bench matching
	$(BIN)/aparte bench ranking
	$(BIN)/aparte bench exports

check: setup-dev ## style, types, import direction, unused code and dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture

pictures: setup-dev $(OUT)/plan.json ## the pictures of the README, made by the product
	$(BIN)/python docs/pictures.py $(OUT)

format: setup-dev ## bring the code into the common style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

catalogues: setup-dev ## bring the English catalogues up to date with the sentences of the code
	for package in matchmaker webapp; do \
		$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output --omit-header -k _ -k _n:1,2 -k translate -k translate_plural:1,2 -k ngettext:1,2 -k Vocabulary -k _of_enum \
			-o .venv/$$package.pot $$package && \
		$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --omit-header -l en -i .venv/$$package.pot -o $$package/locale/en.po; \
	done

lock: setup-dev ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate requirements/installer.in -o requirements/installer.txt
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/runtime.txt
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements/dev.txt

clean: ## remove what was made here
	rm -rf .venv $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage build dist
