# CoordBus. `make demo` shows it working, `make test` checks it; both install what is missing first.
SHELL := /bin/bash
SWIFT := swift
FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(FLAGS)

.PHONY: all build demo deb install test test-system sanitize lint generate overlap-weights torture bench clean packages

all: build

packages:
	@scripts/packages

# Release programs: coordd, coordctl, agency, coordbench in .build/release.
build: packages
	$(SWIFT) build $(RELEASE)

# The main job on real data: DATA=folder names it (default ../shared/data), KEEP=1 leaves the bus running.
demo: build
	@scripts/demo

# The Debian package, in .build/deb.
deb: build
	@scripts/deb

# Programs, units, manual and completion below PREFIX; configuration in /etc/coordbus. DESTDIR=folder for packagers.
PREFIX := /usr/local
install: build
	scripts/stage "$(DESTDIR)" "$(PREFIX)"

# Installs the package into a minimal Debian that runs systemd in a container, and does there what operators do.
test-system: build
	@scripts/test-system

# Every test. `make test FILTER=LogTests` runs some.
test: packages lint
	$(SWIFT) build --build-tests $(FLAGS)
	$(SWIFT) test --skip-build --disable-xctest $(if $(FILTER),--filter $(FILTER))

# What parses bytes, under AddressSanitizer (leaks of the test library are not ours).
sanitize: packages
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build/address
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --disable-xctest --sanitize=address \
	    --scratch-path .build/address --filter 'BytesTests|EventsTests|BusCoreTests|LogTests|AgentsTests|WebTests'

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

# What is written from the declarations in the source: schemas, docs/events.md, docs/errors.md, config/coordd.toml,
# the catalogue of the journal.
generate: build
	.build/release/coordctl schema --output .
	.build/release/coordd --example-config > config/coordd.toml
	.build/release/coordctl explain --page > docs/errors.md
	.build/release/coordctl explain --catalogue > systemd/coordbus.catalog

# What the overlap detector goes by, learned from the labelled pairs in $(DATA); a test holds the file against them.
DATA ?= ../shared/data
overlap-weights: build
	.build/release/coordctl overlap learn --pairs $(DATA)/labels/pairs-elections.csv \
	    --calendar $(DATA)/elections-calendar/national-elections.csv \
	    --output config/overlap/weights.toml $(DATA)/activities/elections.ndjson

# All rounds of kill -9, torn writes, flipped bits and killed readers (about ten minutes).
torture: build
	.build/release/coordbench torture --rounds 200
	.build/release/coordbench torture --torn
	.build/release/coordbench torture --flip
	.build/release/coordbench torture --tail
	.build/release/coordbench torture --inbox
	.build/release/coordbench torture --register

# The budget table, measured here.
bench: build
	.build/release/coordbench suite

clean:
	$(SWIFT) package clean
