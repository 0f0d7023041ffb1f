##! Tunnels in UDP, such as Teredo, AYIYA, GTP, VXLAN and Geneve. The engine recognizes them by their ports and by what they
##! carry, without signatures; this loads the log of those that are seen.

@load base/frameworks/tunnels
