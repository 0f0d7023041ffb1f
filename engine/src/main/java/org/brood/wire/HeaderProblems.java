package org.brood.wire;

/// Who is told of what is odd in a header, though it can be read.
public interface HeaderProblems {
  /// Takes one oddity.
  ///
  /// @param name the weird's name
  /// @param detail what goes with it, or empty
  void found(IpHeader header, String name, String detail);
}
