# The entry points, for people and for machines. Everything else is `cargo`.
#
#   make demo    build the web client and the release binary, rank 31 regions on published figures, then serve the demo city
#   make test    format, lints, tests, the repository's own rules, every pack, every page as every role, every fuzz target for 20 s
#   make lint    format and lints only
#   make bench   measurements, each as a ratio to a peer; writes bench/results.json under the target folder
#                (BATON_BENCH_COLD=1: `make demo` with nothing built before, too)
#   make fuzz    every fuzz target for FUZZ_SECONDS (60) seconds, with libFuzzer where cargo-fuzz and nightly are installed
#   make soak    the slow tests, and every fuzz target for ten minutes; adds lines to docs/measurements.md

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo web test lint packs walk soak bench fuzz

# Where the demo city is made, and where it is served.
CITY ?= demo-city
LISTEN ?= 127.0.0.1:8080
# `--seed-only` ends when the city is made.
DEMO_OPTIONS ?=

TARGET := $(or $(CARGO_TARGET_DIR),target)
FUZZ_SECONDS ?= 60
BATON := $(TARGET)/debug/baton

help:
	@sed -n 's/^#   //p' Makefile

demo: web
	cargo build --release --locked --package baton
	$(TARGET)/release/baton demo
	$(TARGET)/release/baton demo --dir $(CITY) --listen $(LISTEN) $(DEMO_OPTIONS)

web:
	@.ci/web

lint:
	cargo fmt --all --check
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy --workspace --all-targets --locked -- --deny warnings

test: web lint
	@.ci/libreoffice
	@.ci/postgresql
	@.ci/chromium
	if command -v npm >/dev/null 2>&1; then cd web && npm run --silent check; fi
	if cargo nextest --version >/dev/null 2>&1; then cargo nextest run --workspace --locked; \
	else cargo test --workspace --locked --quiet; fi
	cargo test --workspace --locked --quiet --doc
	cargo xtask tidy
	$(MAKE) --no-print-directory packs
	$(MAKE) --no-print-directory walk
	cargo xtask fuzz --seconds 20

# Every pack is clean, gives its reviewed results, and shows the rule only it needs.
packs:
	cargo build --locked --package baton
	BATON="$(abspath $(BATON))" cargo xtask packs

# Every page as every role, on both databases.
walk: web
	cargo build --locked --package baton
	.ci/walk "$(abspath $(BATON))"

bench:
	cargo xtask bench

fuzz:
	cargo xtask fuzz --seconds $(FUZZ_SECONDS)

soak:
	cargo xtask soak
