package org.brood.node;

import org.brood.testkit.Capture;

/// The captures that golden scripts name.
final class GoldenCaptures {
  private GoldenCaptures() {}

  /// Makes the capture of a name, such as `tcp-states.pcap`.
  static Capture make(String name) {
    throw new IllegalArgumentException("no capture " + name);
  }
}
