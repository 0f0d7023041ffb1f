# What all makefiles of images and containers share. Each may be set: `make run_node ENGINE=podman`.

ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))..
SHELL := /bin/sh

# The version that images are tagged with.
BROOD_VERSION ?= $(shell sed -n 's/.*<version>\(.*\)<\/version>.*/\1/p' '$(ROOT)/pom.xml' | head -n 1)
# Before the images' names, such as registry.example.org/net/
REGISTRY ?=
# What everything stands on.
BASE_IMAGE ?= docker.io/library/debian:bookworm-slim
# More options for building and running.
BUILD_FLAGS ?=
RUN_FLAGS ?=

# The engine: whichever answers.
ifndef ENGINE
ENGINE := $(shell '$(ROOT)/deploy/find-engine')
endif
ifeq ($(ENGINE),)
$(error needs a container engine that answers: install docker or podman, or set ENGINE)
endif

BASE := $(REGISTRY)brood/base:$(BROOD_VERSION)
NODE := $(REGISTRY)brood/node:$(BROOD_VERSION)
MANAGER := $(REGISTRY)brood/manager:$(BROOD_VERSION)

REVISION := $(shell git -C '$(ROOT)' rev-parse HEAD 2>/dev/null || echo unknown)

# Builds the image of the current folder: $(call build,NAME,MORE ARGUMENTS)
# Podman leaves the health check out unless told to write the format that has one.
build = $(ENGINE) build $(if $(findstring podman,$(ENGINE)),--format docker) $(BUILD_FLAGS) -t $(1) -f Containerfile \
  --build-arg BROOD_VERSION=$(BROOD_VERSION) $(2) .
