package org.brood.analyzer.dns;

/// Told of what is odd in a message, in the order of reading.
interface DnsNotes {
  /// @param detail what goes with the name, empty for none
  void weird(String name, String detail);

  default void weird(String name) {
    weird(name, "");
  }

  /// This is hardly DNS.
  void violation(String reason);
}
