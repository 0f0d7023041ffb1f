package org.brood.analyzer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.event.EventType;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// One analyzer in the tree of a connection: gives it its input, keeps what it has not used yet of
/// each side's stream, and tells scripts what it found.
///
/// This is the one place where [Malformed] ends: the analyzer that threw it is taken off a stream;
/// of a datagram only that one is lost.
final class AnalyzerNode {
  static final AnalyzerNode[] NO_NODES = {};

  /// The children of a node that has none; never changed.
  static final List<AnalyzerNode> NONE = List.of();

  private static final byte[] NO_DATA = {};

  private final AnalyzerTree tree;
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
      AnalyzerTree tree,
      long id,
      Protocol protocol,
      EnumType.@Nullable Item tag,
      @Nullable AnalyzerNode parent) {
    this.tree = tree;
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

  boolean isDeaf() {
    return skipping || removed;
  }

  void skip() {
    skipping = true;
    origLeft = null;
    respLeft = null;
  }

  boolean isRemoved() {
    return removed;
  }

  void remove() {
    removed = true;
    origLeft = null;
    respLeft = null;
  }

  // ---- input

  /// Gives it stream bytes, those before them that it did not use included.
  void feed(MemorySegment data, long offset, int length, Side from) {
    if (isDeaf() || !(analyzer instanceof StreamAnalyzer to)) {
      return;
    }
    long outer = tree.services().enter(id);
    try {
      Leftover left = left(from);
      if (left != null) {
        continued(to, left, data, offset, length, from);
        return;
      }
      ByteCursor in = new ByteCursor(data, offset, length);
      int wanted = to.deliver(in, from);
      int rest = length - in.committed();
      if (rest > 0 && !isDeaf()) {
        Leftover kept = new Leftover(rest);
        kept.append(data, offset + in.committed(), rest);
        kept.want(wanted);
        left(from, kept);
      }
    } catch (Malformed malformed) {
      detach(malformed);
    } finally {
      tree.services().enter(outer);
    }
  }

  private void continued(
      StreamAnalyzer to, Leftover left, MemorySegment data, long offset, int length, Side from)
      throws Malformed {
    if ((long) left.length() + length > AnalyzerLimits.MAX_UNCOMMITTED) {
      violation("message too large", NO_DATA);
      skip();
      return;
    }
    left.append(data, offset, length);
    if (!left.isWorthwhile()) {
      return;
    }
    ByteCursor in = left.cursor();
    int wanted = to.deliver(in, from);
    if (isDeaf()) {
      return;
    }
    if (in.committed() == left.length()) {
      left(from, null);
    } else {
      left.drop(in.committed());
      left.want(wanted);
    }
  }

  /// Gives it a datagram.
  void feedDatagram(MemorySegment data, long offset, int length, Side from) {
    if (isDeaf() || !(analyzer instanceof DatagramAnalyzer to)) {
      return;
    }
    long outer = tree.services().enter(id);
    try {
      to.datagram(new ByteCursor(data, offset, length), from);
    } catch (Malformed malformed) {
      violation(malformed.reason(), NO_DATA);
    } finally {
      tree.services().enter(outer);
    }
  }

  /// Tells it of lost bytes: what it has not used is of no use any more.
  void gap(long bytes, Side from) {
    if (!isDeaf()) {
      left(from, null);
      tell(to -> to.gap(bytes, from));
    }
  }

  /// Tells it something else than bytes, if it looks at a stream.
  void tell(Consumer<StreamAnalyzer> what) {
    if (isDeaf() || !(analyzer instanceof StreamAnalyzer to)) {
      return;
    }
    long outer = tree.services().enter(id);
    try {
      what.accept(to);
    } catch (Malformed malformed) {
      detach(malformed);
    } finally {
      tree.services().enter(outer);
    }
  }

  /// Lets it read something that may be malformed without the rest being so.
  ///
  /// @return whether it was not
  boolean attempt(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (Malformed malformed) {
      violation(malformed.reason(), NO_DATA);
      return false;
    }
  }

  private void detach(Malformed malformed) {
    violation(malformed.reason(), NO_DATA);
    skip();
  }

  /// Lets the two sides change places.
  void flipped() {
    Leftover first = origLeft;
    origLeft = respLeft;
    respLeft = first;
    if (analyzer != null) {
      analyzer.flipped();
    }
  }

  /// Ends it and all below it, once.
  void finish() {
    if (finished) {
      return;
    }
    finished = true;
    remove();
    if (analyzer != null) {
      analyzer.done();
    }
    for (AnalyzerNode child : children.toArray(NO_NODES)) {
      child.finish();
    }
  }

  private @Nullable Leftover left(Side side) {
    return side.isOriginator() ? origLeft : respLeft;
  }

  private void left(Side side, @Nullable Leftover bytes) {
    if (side.isOriginator()) {
      origLeft = bytes;
    } else {
      respLeft = bytes;
    }
  }

  // ---- output

  /// Tells, once, that the protocol is what it takes it for.
  void confirm() {
    if (confirmed || tag == null) {
      return;
    }
    confirmed = true;
    EventType event = tree.services().confirmation();
    if (event.isWanted()) {
      Record info = tree.services().confirmationInfo().make();
      info.set("c", tree.conn().record());
      info.set("aid", id);
      event.raise(tag, info);
    }
  }

  /// Tells that something is not as the protocol demands.
  void violation(String reason, byte[] data) {
    if (tag == null || tree.isIncomplete() || hasTooMany()) {
      return;
    }
    EventType event = tree.services().violation();
    if (event.isWanted()) {
      Record info = tree.services().violationInfo().make();
      info.set("reason", Str.of(reason));
      info.set("c", tree.conn().record());
      info.set("aid", id);
      if (data.length > 0) {
        info.set("data", Str.wrap(data));
      }
      event.raise(tag, info);
    }
  }

  private boolean hasTooMany() {
    violations++;
    long most = tree.services().maxViolations();
    if (violations == most + 1) {
      tree.conn().flow().weird("too_many_analyzer_violations", "", protocol.name());
    }
    return violations > most;
  }

  /// Bytes that were delivered and not committed, and how many more are worth a call.
  static final class Leftover {
    private MemorySegment bytes;
    private int length;
    private int wanted;

    Leftover(int capacity) {
      bytes = memory(capacity);
    }

    /// Native memory that is freed when nobody has it any more.
    private static MemorySegment memory(int capacity) {
      return Arena.ofAuto().allocate(capacity);
    }

    int length() {
      return length;
    }

    void append(MemorySegment data, long offset, int count) {
      if (bytes.byteSize() < length + (long) count) {
        MemorySegment larger = memory(Math.max((int) bytes.byteSize() * 2, length + count));
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
      if (used > 0) {
        MemorySegment.copy(bytes, used, bytes, 0, length - used);
        length -= used;
      }
    }

    boolean isWorthwhile() {
      return length >= wanted;
    }

    void want(int more) {
      wanted = more;
    }
  }
}
