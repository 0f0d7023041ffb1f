package org.brood.capture;

import java.lang.foreign.MemorySegment;

/// One captured frame where it lies: bytes of a ring or of a block read from a file.
///
/// A source fills the same object again and again; what it points to is valid until the source is
/// asked for the next frame.
public final class Frame {
  /// Native memory; the frame is `capturedLength` bytes from `offset`.
  public MemorySegment segment = MemorySegment.NULL;

  public long offset;

  /// How many bytes of the frame are here.
  public int capturedLength;

  /// How long the frame was on the wire.
  public int wireLength;

  /// When it was captured: nanoseconds since 1970, UTC.
  public long nanos;

  /// A number of [LinkType].
  public int linkType;

  /// Whether nobody need look at the outermost transport checksum: the card has, or the packet is
  /// our own and has none yet.
  public boolean checksumKnown;

  /// The weird that says why there is no packet in this frame, or empty: the usual case.
  public String weird = "";

  /// What is added to that weird.
  public String weirdDetail = "";

  /// Sets all but the weird, which is cleared, and the checksum, which nobody has looked at.
  public void set(
      MemorySegment segment,
      long offset,
      int capturedLength,
      int wireLength,
      long nanos,
      int linkType) {
    this.segment = segment;
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.wireLength = wireLength;
    this.nanos = nanos;
    this.linkType = linkType;
    this.checksumKnown = false;
    this.weird = "";
    this.weirdDetail = "";
  }
}
