# What this site loads: Brood's standard set, and what you add here. `make deploy` (or `brood deploy`) puts changes into force.
@load site/local
