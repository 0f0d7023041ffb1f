package org.brood.script.runtime;

/// Something to be done at a network time.
public interface Timer {
  /// @param now the network time at which it is done, in seconds
  void expire(double now);
}
