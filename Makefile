# Brood's door: everything starts here.

SHELL := /bin/sh
JAVA_HOME := $(shell bin/find-jdk)
export JAVA_HOME
MVN := mvn -B -q

.PHONY: build test clean format

# The program: jars, libraries, and the AOT cache that makes it start quickly.
build:
	@bin/setup maven
	@$(MVN) -Dquick -DskipTests package
	@bin/make-demo
	@bin/make-aot

# Everything that CI runs.
test:
	@bin/setup
	@mvn -B verify
	@$(MAKE) -s build
	@bin/smoke-test

format:
	@$(MVN) spotless:apply

clean:
	@$(MVN) clean
