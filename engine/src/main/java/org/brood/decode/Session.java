package org.brood.decode;

/// A connection, as far as decoding has to do with it: tunnels hang on it.
public interface Session {
  /// What is known of a tunnel protocol on a connection.
  enum State {
    UNKNOWN,
    CONFIRMED,
    VIOLATED
  }

  /// Its identifier, which is made when first asked for.
  Uid uid();

  /// Notes that a packet was not looked at to the end: letter `X`.
  void markUnanalyzed();

  /// The connection as a tunnel of this kind.
  Encapsulation asTunnel(TunnelType type);

  State state(PacketAnalyzer analyzer);

  void state(PacketAnalyzer analyzer, State state);

  /// What a tunnel analyzer remembers of this connection, in its own bits.
  int tunnelBits();

  void tunnelBits(int bits);

  /// Raises a weird about the connection.
  void weird(String name, String detail, String source);
}
