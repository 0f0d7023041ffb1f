package org.brood.decode;

/// A connection, as far as decoding has to do with it: tunnels hang on it.
public interface Session {
  /// Its identifier, which is made when first asked for.
  Uid uid();

  /// Notes that a packet was not looked at to the end: letter `X`.
  void markUnanalyzed();
}
