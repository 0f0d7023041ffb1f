package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.jspecify.annotations.Nullable;

/// One analyzer in the tree of a connection, with what it has not used yet of each side's stream.
final class AnalyzerNode {
  /// The children of a node that has none; never changed.
  static final List<AnalyzerNode> NONE = List.of();

  private final long id;
  private final Protocol protocol;
  private final EnumType.@Nullable Item tag;
  private List<AnalyzerNode> children = NONE;
  private final @Nullable AnalyzerNode parent;
  private @Nullable ProtocolAnalyzer analyzer;
  private @Nullable Leftover origLeft;
  private @Nullable Leftover respLeft;
  private boolean confirmed;
  private boolean skipping;
  private boolean removed;
  private boolean finished;
  private int violations;

  AnalyzerNode(
      long id, Protocol protocol, EnumType.@Nullable Item tag, @Nullable AnalyzerNode parent) {
    this.id = id;
    this.protocol = protocol;
    this.tag = tag;
    this.parent = parent;
  }

  void analyzer(ProtocolAnalyzer made) {
    analyzer = made;
  }

  @Nullable ProtocolAnalyzer analyzer() {
    return analyzer;
  }

  long id() {
    return id;
  }

  Protocol protocol() {
    return protocol;
  }

  EnumType.@Nullable Item tag() {
    return tag;
  }

  @Nullable AnalyzerNode parent() {
    return parent;
  }

  List<AnalyzerNode> children() {
    return children;
  }

  void addChild(AnalyzerNode child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(2);
    }
    children.add(child);
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  boolean isConfirmed() {
    return confirmed;
  }

  void markConfirmed() {
    confirmed = true;
  }

  int addViolation() {
    return ++violations;
  }

  boolean isDeaf() {
    return skipping || removed;
  }

  void skip() {
    skipping = true;
    origLeft = null;
    respLeft = null;
  }

  /// Ends it.
  ///
  /// @return whether it had not ended before
  boolean finish() {
    boolean first = !finished;
    finished = true;
    remove();
    return first;
  }

  boolean isRemoved() {
    return removed;
  }

  void remove() {
    removed = true;
    origLeft = null;
    respLeft = null;
  }

  @Nullable Leftover left(Side side) {
    return side.isOriginator() ? origLeft : respLeft;
  }

  void left(Side side, @Nullable Leftover bytes) {
    if (side.isOriginator()) {
      origLeft = bytes;
    } else {
      respLeft = bytes;
    }
  }

  void flip() {
    Leftover first = origLeft;
    origLeft = respLeft;
    respLeft = first;
  }

  /// Bytes that were delivered and not committed, and how many more are worth a call.
  static final class Leftover {
    private MemorySegment bytes;
    private int length;
    private int wanted;

    Leftover(BufferSource buffers, int capacity) {
      this.bytes = buffers.buffer(capacity);
    }

    int length() {
      return length;
    }

    void append(BufferSource buffers, MemorySegment data, long offset, int count) {
      if (bytes.byteSize() < length + (long) count) {
        MemorySegment larger = buffers.buffer(Math.max((int) bytes.byteSize() * 2, length + count));
        MemorySegment.copy(bytes, 0, larger, 0, length);
        bytes = larger;
      }
      MemorySegment.copy(data, offset, bytes, length, count);
      length += count;
    }

    ByteCursor cursor() {
      return new ByteCursor(bytes, 0, length);
    }

    /// Drops what was used.
    void drop(int used) {
      MemorySegment.copy(bytes, used, bytes, 0, length - used);
      length -= used;
    }

    boolean isWorthwhile() {
      return length >= wanted;
    }

    void want(int more) {
      wanted = more;
    }
  }

  /// Gives native memory that is freed when nobody has it any more.
  @FunctionalInterface
  interface BufferSource {
    MemorySegment buffer(int capacity);
  }
}
