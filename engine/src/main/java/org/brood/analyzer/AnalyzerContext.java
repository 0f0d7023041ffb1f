package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import org.brood.bytes.ByteCursor;
import org.brood.conn.Conn;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.TcpState;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// What an analyzer knows and can do: its place in the tree of its connection.
public final class AnalyzerContext {
  private final AnalyzerTree tree;
  private final AnalyzerNode node;

  AnalyzerContext(AnalyzerTree tree, AnalyzerNode node) {
    this.tree = tree;
    this.node = node;
  }

  public Conn conn() {
    return tree.conn();
  }

  /// The connection's record, brought up to date: the first argument of most events.
  public Record connection() {
    return tree.conn().record();
  }

  public AnalyzerServices services() {
    return tree.services();
  }

  /// The number of this analyzer, as `disable_analyzer` takes it.
  public long id() {
    return node.id();
  }

  /// The analyzer's enumerator.
  public EnumType.@Nullable Item tag() {
    return node.tag();
  }

  /// Tells that the protocol is what this analyzer takes it for.
  public void confirm() {
    node.confirm();
  }

  public boolean isConfirmed() {
    return node.isConfirmed();
  }

  /// Tells that something is not as the protocol demands. Scripts decide what follows; analysis
  /// goes on.
  ///
  /// @param data the offending bytes, empty for none
  public void violation(String reason, byte[] data) {
    node.violation(reason, data);
  }

  public void violation(String reason) {
    violation(reason, new byte[0]);
  }

  /// Reads a part of the input that may be malformed without the rest being so: that is a
  /// violation, and reading goes on behind it.
  ///
  /// @return whether the part was sound
  public boolean attempt(Runnable reading) {
    return node.attempt(reading);
  }

  /// Something odd on this connection that doesn't disturb analysis.
  public void weird(String name) {
    weird(name, "");
  }

  /// @param detail what goes with the name, empty for none
  public void weird(String name, String detail) {
    tree.conn().flow().weird(name, detail, node.protocol().name());
  }

  /// A bound of this analyzer was passed: a weird, and a letter in the history.
  ///
  /// @param max the bound, 0 for none that is told
  public void limitReached(String name, long value, long max) {
    weird(name, max > 0 ? value + " > " + max : Long.toString(value));
    tree.conn().flow().markUnanalyzed();
  }

  /// Takes no more input: what comes is nothing that this analyzer understands.
  public void skip() {
    node.skip();
  }

  /// Adds an analyzer below this one, by the enumerator of `Analyzer::Tag`; it gets what [#forward]
  /// gives.
  ///
  /// @return whether there is such a protocol
  public boolean addChild(String tag) {
    return tree.add(node, tag) != null;
  }

  /// Adds detection below this one: analyzers by signature on what [#forward] gives, as for a new
  /// connection.
  public void addDetection() {
    tree.addDetection(node);
  }

  public boolean hasChildren() {
    return node.hasChildren();
  }

  /// Gives stream bytes to the analyzers below.
  public void forward(MemorySegment data, long offset, int length, Side from) {
    tree.forward(node, data, offset, length, from);
  }

  /// Gives the rest of `in` to the analyzers below, and commits it.
  public void forward(ByteCursor in, Side from) {
    int length = in.remaining();
    tree.forward(node, in.segment(), in.address(), length, from);
    in.skip(length);
    in.commit();
  }

  /// Gives a datagram to the analyzers below.
  public void forwardDatagram(MemorySegment data, long offset, int length, Side from) {
    tree.forwardDatagram(node, data, offset, length, from);
  }

  /// Tells the analyzers below of lost bytes.
  public void forwardGap(long bytes, Side from) {
    tree.forwardGap(node, bytes, from);
  }

  /// Tells the analyzers below that a side will send no more.
  public void forwardEnd(Side from) {
    tree.forwardEnd(node, from);
  }

  /// Matches what was taken apart with signatures, such as a URI with [PatternType#HTTP_REQUEST].
  ///
  /// @param bol whether the text starts with these bytes
  /// @param eol whether it ends with them
  /// @param clear whether what came before is forgotten
  public void match(
      PatternType type,
      MemorySegment data,
      long offset,
      int length,
      Side from,
      boolean bol,
      boolean eol,
      boolean clear) {
    tree.match(type, data, offset, length, from, bol, eol, clear);
  }

  /// As the other one, for bytes on the heap.
  public void match(
      PatternType type, byte[] data, Side from, boolean bol, boolean eol, boolean clear) {
    Detection detection = services().detection();
    if (detection != null && detection.looksAt(type)) {
      tree.match(type, MemorySegment.ofArray(data), 0, data.length, from, bol, eol, clear);
    }
  }

  /// Whether the originator of a TCP connection closed its side, or the connection is over since.
  public boolean originatorClosed() {
    return tree.conn().flow() instanceof TcpFlow flow
        && (flow.originator().state() == TcpState.CLOSED
            || flow.originator().previousState() == TcpState.CLOSED);
  }

  /// Lets the two sides change places: the protocol knows better who began.
  public void flipRoles() {
    tree.conn().flow().flipRoles();
  }
}
