package org.brood.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import org.brood.capture.CaptureException;
import org.brood.capture.LinkType;
import org.brood.capture.pcap.PcapWriter;
import org.brood.decode.Packet;
import org.jspecify.annotations.Nullable;

/// Writes packets to a capture file, which is made with the first of them. An error is told once;
/// then nothing more is written.
public final class PacketRecorder implements AutoCloseable {
  private static final int SNAP_LENGTH = 9_216;

  private final String path;
  private final boolean append;
  private final Consumer<String> errors;
  private @Nullable PcapWriter writer;
  private boolean failed;

  /// @param append whether a file that is there is continued
  public PacketRecorder(String path, boolean append, Consumer<String> errors) {
    this.path = path;
    this.append = append;
    this.errors = errors;
  }

  public String path() {
    return path;
  }

  private PcapWriter open(int linkType) throws CaptureException {
    PcapWriter w = writer;
    if (w == null) {
      w = PcapWriter.open(path, linkType, SNAP_LENGTH, append);
      writer = w;
    }
    return w;
  }

  /// Writes a packet.
  ///
  /// @param most how many bytes of it, 0 for all
  /// @return whether that worked
  boolean write(Packet packet, int most) {
    int captured = most == 0 ? packet.capturedLength : Math.min(most, packet.capturedLength);
    return write(
        packet.linkType, packet.segment, packet.offset, captured, packet.wireLength, packet.nanos);
  }

  /// Writes bytes of a script as a packet.
  boolean write(byte[] bytes, int wireLength, long nanos) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return write(LinkType.ETHERNET, copy, 0, bytes.length, wireLength, nanos);
    }
  }

  private boolean write(
      int linkType, MemorySegment data, long offset, int captured, int wireLength, long nanos) {
    if (failed) {
      return false;
    }
    try {
      open(linkType).write(data, offset, captured, wireLength, nanos);
      return true;
    } catch (CaptureException e) {
      failed = true;
      errors.accept(String.valueOf(e.getMessage()));
      return false;
    }
  }

  void flush() {
    try {
      PcapWriter w = writer;
      if (w != null && !failed) {
        w.flush();
      }
    } catch (CaptureException e) {
      failed = true;
      errors.accept(String.valueOf(e.getMessage()));
    }
  }

  /// Makes the file if there was no packet, and closes it.
  @Override
  public void close() {
    try {
      if (!failed) {
        open(LinkType.ETHERNET).close();
      }
    } catch (CaptureException e) {
      errors.accept(String.valueOf(e.getMessage()));
    }
  }
}
