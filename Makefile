# Sebring: every task of a developer. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MVN := mvn --batch-mode --no-transfer-progress
# Runs Maven on a JDK 25 or newer; build/java-home says what to install where there is none.
WITH_JAVA = home=$$(build/java-home) && export JAVA_HOME="$$home" &&
# Where a JDK 17 is installed, the tests of the Java 17 modules run on it a second time.
JAVA17 = $$(home17=$$(build/java-home 17 2>/dev/null) && echo "-Djava17.home=$$home17" || true)

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: demo
demo: ## an agent writes JavaScript and runs it in a real sandbox
	@build/setup
	@$(WITH_JAVA) build/demo

.PHONY: test
test: ## every check and every test
	@build/setup --test
	@if [ -f guest/Makefile ]; then $(MAKE) -C guest check; fi
	@$(WITH_JAVA) $(MVN) $(JAVA17) verify

.PHONY: build
build: ## compile and package everything, no tests
	@build/setup
	@$(WITH_JAVA) $(MVN) -DskipTests package

.PHONY: fmt
fmt: ## format the Java sources
	@$(WITH_JAVA) $(MVN) -q spotless:apply

# For so long; twenty minutes find what a change may have broken.
FUZZ_SECONDS ?= 1200

.PHONY: fuzz
fuzz: ## fuzz both sides of the guest protocol and what reads requests
	@build/setup --test
	@$(WITH_JAVA) build/fuzz $(FUZZ_SECONDS)

.PHONY: fuzz-rest
fuzz-rest: ## send the server calls made up from its own OpenAPI document
	@build/setup --test
	@$(WITH_JAVA) $(MVN) -pl e2e -am verify -Dit.test=RestFuzzE2E -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dsebring.fuzz.examples=100

# One end-to-end case, with settings of its own.
E2E = $(MVN) -pl e2e -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

KILLS ?= 200
.PHONY: torture
torture: ## kill the server KILLS times (200) at random moments and compare host and store
	@build/setup --test
	@$(WITH_JAVA) $(E2E) -Dit.test=KilledServerE2E -Dsebring.kills=$(KILLS) $(if $(SEED),-Dsebring.seed=$(SEED))

CYCLES ?= 2000
.PHONY: soak
soak: ## create, use and delete CYCLES sandboxes (2000), eight at a time, and look for what is left
	@build/setup --test
	@$(WITH_JAVA) $(E2E) -Dit.test=LeakE2E -Dsebring.cycles=$(CYCLES)

.PHONY: abuse
abuse: ## abuse a sandbox at full size: 10 GB of output, a million files, 100,000 connections, a 2 GiB file
	@build/setup --test
	@$(WITH_JAVA) $(E2E) -Dit.test=AbusedSandboxE2E,LargeFileE2E -Dsebring.soak=true

.PHONY: bench
bench: ## measure against Docker, runc and others; ROWS=, PEERS=, REPEAT=, IDLE=, QUICK=1
	@build/setup --bench
	@$(WITH_JAVA) $(MVN) -q -pl bench -am -Dmaven.test.skip=true package
	@$(WITH_JAVA) $$JAVA_HOME/bin/java --enable-native-access=ALL-UNNAMED -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
	  -cp "bench/target/classes:bench/target/lib/*" dev.sebring.bench.Bench --cache bench/target/cache --json bench/target/bench.json \
	  $(if $(QUICK),--quick) $(if $(ROWS),--rows "$(ROWS)") $(if $(PEERS),--peers "$(PEERS)") $(if $(REPEAT),--repeat $(REPEAT)) \
	  $(if $(IDLE),--idle $(IDLE))

.PHONY: clean
clean: ## delete everything that was built in this checkout
	@if [ -f guest/Makefile ]; then $(MAKE) -C guest clean; fi
	@if [ -f backends/oci/launcher/Makefile ]; then $(MAKE) -C backends/oci/launcher clean; fi
	@$(WITH_JAVA) $(MVN) -q clean
