# Images and the containers of one host. Run from the top: `make`, `make run_mgr`, `make run_node`, …

include $(dir $(lastword $(MAKEFILE_LIST)))containers.mk

D := $(ROOT)/deploy

# Names of this host's containers; more of them on one host need names of their own.
MGR_NAME ?= brood-manager
NODE_NAME ?= brood-node
# Settings, all of them documented in docs/running.md.
JOIN ?=
TOKEN ?=
ROLES ?=
INTERFACE ?=
SOURCE ?=
SITE ?=
LOGS ?=
# The volume by which a manager and a node of one host find each other.
SHARE ?= brood-share
PORT ?= 27750
IMAGES_FILE ?= brood-images.tar

# What every container gets: the host's network, nothing to write on but its volumes, no capability, time to stop.
HARDENED := --network=host --user 10001:10001 --read-only --tmpfs /tmp --cap-drop=ALL \
  --restart=unless-stopped --stop-timeout 90 $(RUN_FLAGS)

.PHONY: images save load run_mgr run_node join token deploy status logs stop clean purge

images:
	@$(MAKE) -s -C $(D)/images/base image
	@$(MAKE) -s -C $(D)/images/node image
	@$(MAKE) -s -C $(D)/images/manager image
	@echo "built $(BASE) $(NODE) $(MANAGER)"

save:
	@ENGINE=$(ENGINE) $(D)/have-images $(BASE) $(NODE) $(MANAGER) || $(MAKE) -s -f $(D)/cluster.mk images
	@rm -f '$(IMAGES_FILE)'
	@$(ENGINE) save $(if $(findstring podman,$(ENGINE)),-m) -o '$(IMAGES_FILE)' $(BASE) $(NODE) $(MANAGER)
	@echo "carry $(IMAGES_FILE) and this folder to the other hosts, and run there: make load"

load:
	@$(ENGINE) load -q -i '$(IMAGES_FILE)'

run_mgr:
	@ENGINE=$(ENGINE) $(D)/have-images $(MANAGER) || $(MAKE) -s -f $(D)/cluster.mk images
	@ENGINE=$(ENGINE) IMAGE=$(MANAGER) NAME=$(MGR_NAME) SITE='$(SITE)' LOGS='$(LOGS)' PORT=$(PORT) \
	  SHARE=$(SHARE) HARDENED='$(HARDENED)' $(D)/run-manager

run_node:
	@ENGINE=$(ENGINE) $(D)/have-images $(NODE) || $(MAKE) -s -f $(D)/cluster.mk images
	@ENGINE=$(ENGINE) IMAGE=$(NODE) NAME=$(NODE_NAME) MGR_NAME=$(MGR_NAME) JOIN='$(JOIN)' TOKEN='$(TOKEN)' ROLES='$(ROLES)' \
	  INTERFACE='$(INTERFACE)' SOURCE='$(SOURCE)' LOGS='$(LOGS)' SHARE=$(SHARE) HARDENED='$(HARDENED)' $(D)/run-node

# Tells a node that waits where the manager is.
join:
	@[ -n '$(JOIN)' ] && [ -n '$(TOKEN)' ] || { echo "make join JOIN=HOST:PORT TOKEN=…" >&2; exit 1; }
	@printf '%s\n' '$(TOKEN)' | $(ENGINE) exec -i $(NODE_NAME) brood join --join '$(JOIN)'

# A token for ten more hosts, good for an hour.
token:
	@$(ENGINE) exec $(MGR_NAME) brood token --uses 10

deploy:
	@$(ENGINE) exec $(MGR_NAME) brood deploy

status:
	@$(ENGINE) exec $(MGR_NAME) brood status

# STREAM=conn shows one log as it grows; without it, what the containers say.
STREAM ?=
logs:
	@if [ -n '$(STREAM)' ]; then $(ENGINE) exec $(MGR_NAME) brood logs -f '$(STREAM)'; else \
	  for one in $(MGR_NAME) $(NODE_NAME); do $(ENGINE) logs --tail 50 $$one 2>&1 | sed "s/^/$$one: /"; done; fi

stop:
	@for one in $(NODE_NAME) $(MGR_NAME); do \
	  if $(ENGINE) container inspect $$one >/dev/null 2>&1; then $(ENGINE) stop $$one >/dev/null && echo "stopped $$one"; fi; done

# Containers and images; never volumes.
clean: stop
	@for one in $(NODE_NAME) $(MGR_NAME); do $(ENGINE) rm $$one >/dev/null 2>&1 || true; done
	@$(MAKE) -s -C $(D)/images/manager clean
	@$(MAKE) -s -C $(D)/images/node clean
	@$(MAKE) -s -C $(D)/images/base clean

# The volumes too: keys, certificates, spools and logs.
purge: clean
	@$(ENGINE) volume rm -f $(MGR_NAME)-state $(MGR_NAME)-logs $(NODE_NAME)-state $(NODE_NAME)-logs $(SHARE) >/dev/null 2>&1 || true
	@echo "removed containers, images and volumes"
