package org.brood.decode;

/// Kinds of tunnels, in the order of Zeek's `Tunnel::Type`.
public enum TunnelType {
  NONE,
  IP,
  AYIYA,
  TEREDO,
  SOCKS,
  GTPV1,
  HTTP,
  GRE,
  VXLAN,
  GENEVE
}
