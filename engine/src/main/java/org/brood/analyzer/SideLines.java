package org.brood.analyzer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.format.ContentLines;

/// The two streams of a protocol that speaks in lines, each cut by [ContentLines], until it hands
/// the connection over to TLS.
public final class SideLines {

  /// Who takes the lines. What is passed is valid during the call.
  public interface Taker {
    /// A line, without its end.
    void line(MemorySegment data, long offset, int length, Side from);

    /// Data of a length that was announced with [SideLines#plain].
    default void plain(MemorySegment data, long offset, int length, Side from) {
      line(data, offset, length, from);
    }
  }

  private final class Stream implements ContentLines.Sink {
    private Side side;
    private final ContentLines lines;

    Stream(Side side, ContentLines.Once once, int maxLine) {
      this.side = side;
      this.lines = new ContentLines(this, once, maxLine);
    }

    @Override
    public void line(MemorySegment data, long offset, int length) {
      taker.line(data, offset, length, side);
    }

    @Override
    public void plain(MemorySegment data, long offset, int length) {
      if (tls) {
        context.forward(data, offset, length, side);
      } else {
        taker.plain(data, offset, length, side);
      }
    }

    @Override
    public void skipped(int length) {
      // Nobody asks for it.
    }

    @Override
    public void weird(String name) {
      context.conn().flow().weird(name, "", "CONTENTLINE");
    }
  }

  private final AnalyzerContext context;
  private final Taker taker;
  private Stream originator;
  private Stream responder;
  private final boolean takesPartial;
  private boolean tls;

  /// @param takesPartial whether connections count whose beginning was not seen
  public SideLines(AnalyzerContext context, Taker taker, boolean takesPartial) {
    this(context, taker, takesPartial, ContentLines.MAX_LINE);
  }

  /// @param maxLine where a line is cut
  public SideLines(AnalyzerContext context, Taker taker, boolean takesPartial, int maxLine) {
    this.context = context;
    this.taker = taker;
    this.takesPartial = takesPartial;
    ContentLines.Once once = new ContentLines.Once();
    originator = new Stream(Side.ORIGINATOR, once, maxLine);
    responder = new Stream(Side.RESPONDER, once, maxLine);
  }

  private ContentLines lines(Side side) {
    return side.isOriginator() ? originator.lines : responder.lines;
  }

  /// Tells a NUL within a line, once, and leaves it out until then.
  public SideLines nulSensitive() {
    originator.lines.nulSensitive(true);
    responder.lines.nulSensitive(true);
    return this;
  }

  /// Tells nothing of how lines end.
  public SideLines quiet() {
    originator.lines.quiet(true);
    responder.lines.quiet(true);
    return this;
  }

  private boolean isPassedOver() {
    return !takesPartial && context.conn().flow() instanceof TcpFlow flow && flow.isPartial();
  }

  /// Takes all of `in`.
  public void deliver(ByteCursor in, Side from) {
    int length = in.remaining();
    if (!isPassedOver()) {
      lines(from).deliver(in.segment(), in.address(), length);
    }
    in.skip(length);
    in.commit();
  }

  /// Bytes were lost: only TLS asks for it.
  public void gap(long bytes, Side from) {
    if (tls) {
      context.forwardGap(bytes, from);
    }
  }

  /// A side sends no more: what there is of a line is one.
  public void end(Side from) {
    if (tls) {
      context.forwardEnd(from);
    } else if (!isPassedOver()) {
      lines(from).end();
    }
  }

  public boolean isTls() {
    return tls;
  }

  /// Whether a line of a side has begun that has no end yet.
  public boolean isInLine(Side side) {
    return lines(side).isInLine();
  }

  /// Lets the next `bytes` bytes of a side through as they are, 0 for lines from here on.
  public void plain(Side side, long bytes) {
    lines(side).plain(bytes);
  }

  /// From here on an analyzer of TLS gets all that comes.
  public void startTls() {
    tls = true;
    context.addChild("ANALYZER_SSL");
    originator.lines.plain(Long.MAX_VALUE);
    responder.lines.plain(Long.MAX_VALUE);
  }

  /// The two sides changed places.
  public void flipped() {
    Stream first = originator;
    originator = responder;
    responder = first;
    originator.side = Side.ORIGINATOR;
    responder.side = Side.RESPONDER;
  }

  /// A copy of what a taker got.
  public static byte[] copy(MemorySegment data, long offset, int length) {
    byte[] copy = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    return copy;
  }
}
