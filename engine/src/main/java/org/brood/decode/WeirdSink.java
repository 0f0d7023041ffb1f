package org.brood.decode;

/// Who is told of what should not be in a packet, when no connection is known yet.
public interface WeirdSink {
  /// Something odd with nobody to blame.
  ///
  /// @param detail what goes with the name, or empty
  /// @param source the packet analyzer that saw it, or empty
  void netWeird(String name, String detail, String source);

  /// Something odd between two addresses.
  void flowWeird(
      long srcHigh,
      long srcLow,
      long dstHigh,
      long dstLow,
      String name,
      String detail,
      String source);
}
