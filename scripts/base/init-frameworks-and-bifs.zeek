##! Frameworks that all scripts rely on and the declarations of protocols. They are loaded in bare mode too, behind
##! `init-bare`, whose types and functions they need to set up their variables.

@load base/frameworks/logging
@load base/frameworks/supervisor
@load base/frameworks/input
@load base/frameworks/cluster
@load base/frameworks/broker
@load base/frameworks/config
@load base/frameworks/analyzer
@load base/frameworks/files
@load base/frameworks/telemetry/options

@load base/bif
@load base/bif/plugins
