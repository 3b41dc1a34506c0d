# make run    open the program on a copy of a sample project, under out/
# make test   run the whole test suite
# Both need Python 3.11 or newer and make; everything else goes into .venv.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
SAMPLE ?= lead_routing
# Tests of screens wait as long as they reckon: half as many workers more than processors.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1) * 3 / 2 )))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint format screenshots pictures snapshots bench samples keys-page man wheel-test clean

run: $(VENV)/.installed
	@$(PY) -m pilotage demo $(SAMPLE) --into out

test: $(VENV)/.installed-dev
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

screenshots: $(VENV)/.installed-dev
	$(PY) -m tests.screenshots out/screenshots $(ARGS)

# the pictures in docs/, and how the screens look as text; both are committed
pictures: $(VENV)/.installed-dev
	$(PY) -m tests.screenshots.handbook docs/pictures

snapshots: $(VENV)/.installed-dev
	PILOTAGE_SNAPSHOTS=write $(PY) -m pytest tests/tui/test_snapshots.py

bench: $(VENV)/.installed-dev
	$(PY) -m benchmarks $(ARGS)

samples: $(VENV)/.installed-dev
	$(PY) -m tests.samples sample_projects

keys-page: $(VENV)/.installed-dev
	$(PY) -m tests.keys_page docs/keys.md

man: $(VENV)/.installed-dev
	$(PY) -m tests.man_page man/pilotage.1

wheel-test: $(VENV)/.installed-dev
	$(PY) -m tests.wheel

clean:
	rm -rf out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# The interpreter is looked for only when there is no .venv yet.
$(PY):
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	      >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer with its venv module is needed." >&2; exit 1; fi; \
	$$found -m venv $(VENV)

# An editable install: made again only when what is installed changes.
$(VENV)/.installed: pyproject.toml | $(PY)
	@echo "Installing into $(VENV) …"
	@$(PY) -m pip install --quiet --editable '.[docx,web]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(PY)
	@echo "Installing into $(VENV), with the development tools …"
	@$(PY) -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.installed
