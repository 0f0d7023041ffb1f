package org.brood.signature;

/// What must hold for a signature beside its headers and expressions.
sealed interface Condition {
  /// The connection is established.
  int ESTABLISHED = 0x1;

  /// The side that is looked at began the connection.
  int ORIGINATOR = 0x2;

  int RESPONDER = 0x4;

  /// Whatever the state is.
  int STATELESS = 0x8;

  /// `tcp-state`.
  record TcpState(int states) implements Condition {}

  /// `udp-state`.
  record UdpState(int states) implements Condition {}

  /// `ip-options`: never true, as in Zeek.
  record IpOptions() implements Condition {}

  /// `same-ip`: both sides have one address.
  record SameIp() implements Condition {}

  /// `payload-size`: of the first packet with payload.
  record PayloadSize(Comparison comparison, long size) implements Condition {}

  /// `eval`: what a function of the scripts says, or a variable.
  record Eval(String name) implements Condition {}

  /// `requires-signature`, `requires-reverse-signature`: of the same or the other side.
  record Requires(String signature, boolean reverse, boolean negated) {}
}
