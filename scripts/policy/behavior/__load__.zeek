##! Behavior: what shows only over several connections. Each script has its options, and notices with the chain of
##! connections that made them.

@load ./chain
@load ./beacon
@load ./dns-tunnel
@load ./guessing
@load ./new-service
@load ./odd-port
@load ./scanning
@load ./ssh-movement
