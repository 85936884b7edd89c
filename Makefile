# make run    open the window; with no screen, assess the sample case and write its report and note to out/
# make test   everything that a change must pass
# make bench  how quick and how large, as ratios          make fmt  put the code in shape          make lint  no tests
# make safety  hazards, controls, tests that ran, campaigns and goals in one table (KEEP=1: into docs/safety/results.md)
# make coverage  branches of the core that tests reach, against the list of whole files       make mutation  do tests notice
# make campaign NAME [N=…] [SEED=…]   run one campaign against loss and damage, and keep what it found; no name: list
# make edition  keep the present edition of the rules, before it is changed under a new name
# make wheelhouse    folders that install without a network (DEV=1: with the tests' packages too)
# make windows-installer    the same folder as an installer and a portable zip for Windows (needs NSIS)
# make sbom   list everything inside, with licences and check sums (CycloneDX)
# make frozen    the program as one folder that needs no Python      make portable, make deb    the same packed, for Linux
#
# Each does its own set-up: virtual environment, locked packages, and the system libraries that Qt needs.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test safety coverage mutation lint fmt bench edition wheelhouse windows-installer sbom frozen portable deb qt-screen qt-tests

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

READY := .venv/.ready
HAS_SCREEN := $(if $(filter Windows_NT,$(OS)),yes,$(if $(filter Darwin,$(shell uname -s)),yes,$(DISPLAY)$(WAYLAND_DISPLAY)))
PYTEST_OPTIONS := -n 2 -q $(if $(CI),--color=no --durations=10)

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

$(READY): pyproject.toml requirements-dev.txt packaging/make_environment.sh
	@packaging/make_environment.sh

qt-screen: $(READY)
	@$(if $(HAS_SCREEN),packaging/qt_libraries.sh $(BIN)/python screen,true)

qt-tests: $(READY)
	@packaging/qt_libraries.sh $(BIN)/python tests

run: qt-screen
ifneq ($(HAS_SCREEN),)
	@$(BIN)/b12calc
else
	@echo "No screen here: assessing resources/sample_case.json instead."
	@mkdir -p out
	@$(BIN)/b12calc assess resources/sample_case.json --today 2026-03-12 \
		--pdf out/b12calc-sample.pdf --note out/b12calc-sample.txt
	@echo "Report: $(CURDIR)/out/b12calc-sample.pdf"
	@echo "Note:   $(CURDIR)/out/b12calc-sample.txt"
endif

# The record bears the commit as the name of its suite; what it shows of each hazard's controls is looked at afterwards.
test: qt-tests lint
	@echo "── tests"
	@$(BIN)/python -m pytest $(PYTEST_OPTIONS) --junitxml=out/tests.xml \
		-o junit_suite_name="$$(git describe --always --abbrev=40 --match= --dirty=-dirty 2>/dev/null || echo unknown)"
	@$(BIN)/python -m tests.safety check out/tests.xml

safety: $(READY)
	@$(BIN)/python -m tests.safety show $(if $(KEEP),--keep)

coverage: qt-tests
	@$(BIN)/python -m tests.campaigns.branches $(if $(KEEP),--record)

# A short sample of each room; needs the recording that make coverage leaves. The whole: docs/safety/mutation.md.
mutation: qt-tests
	@test -f out/reach.sqlite || $(BIN)/python -m tests.campaigns.mutation.reach record
	@$(BIN)/python -m tests.campaigns.mutation.run --sample $(or $(SAMPLE),25)
	@$(BIN)/python -m tests.campaigns.mutation.tables --sample $(or $(SAMPLE),25)

lint: $(READY)
	@echo "── style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --output-format concise . || { echo "make fmt mends it."; exit 1; }
	@echo "── types"
	@$(BIN)/mypy
	@echo "── floors"
	@$(BIN)/lint-imports --no-logo --no-cache

fmt: $(READY)
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

bench: qt-tests
	@$(BIN)/python tests/campaigns/bench.py

ifeq (campaign,$(firstword $(MAKECMDGOALS)))
CAMPAIGN := $(word 2,$(MAKECMDGOALS))
$(if $(CAMPAIGN),$(eval $(CAMPAIGN): campaign ; @:))
endif
.PHONY: campaign
campaign: qt-tests
	@$(BIN)/python tests/campaigns/run.py $(CAMPAIGN) $(if $(N),--number $(N)) $(if $(SEED),--seed $(SEED))

edition: $(READY)
	@$(BIN)/python -m b12calc.rules.archive

wheelhouse: $(READY)
	@$(BIN)/python packaging/wheelhouse.py $(if $(DEV),--dev)

sbom: $(READY)
	@packaging/make_sbom.sh

windows-installer: $(READY)
	@command -v makensis >/dev/null || { echo "NSIS is missing. Debian, Ubuntu: sudo apt-get install nsis"; exit 1; }
	@$(if $(FROZEN),,$(BIN)/python packaging/wheelhouse.py windows)
	@$(BIN)/python packaging/windows_installer.py $(if $(FROZEN),--frozen $(FROZEN))

VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
LINUX_FOLDER = out/b12calc-$(VERSION)-linux-x86_64

frozen: qt-tests
	@packaging/make_frozen.sh $(LINUX_FOLDER)

portable: frozen
	@packaging/pack.sh $(LINUX_FOLDER)

deb: frozen
	@packaging/pack.sh $(LINUX_FOLDER) out/b12calc_$(VERSION)_amd64.deb
