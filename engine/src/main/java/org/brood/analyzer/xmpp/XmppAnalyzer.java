package org.brood.analyzer.xmpp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;

/// XMPP on one connection.
final class XmppAnalyzer implements StreamAnalyzer {
  private static final class Stream {
    /// How many bytes of what waits are known not to end a tag.
    private int searched;

    /// Whether TLS has its first byte.
    private boolean handedOver;
  }

  private final AnalyzerContext context;
  private final XmppEvents events;
  private Stream originator = new Stream();
  private Stream responder = new Stream();
  private boolean clientAsked;
  private boolean tls;
  private boolean lost;
  private boolean over;

  XmppAnalyzer(AnalyzerContext context, XmppEvents events) {
    this.context = context;
    this.events = events;
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    boolean partial = context.conn().flow() instanceof TcpFlow flow && flow.isPartial();
    if (lost || partial) {
      in.skip(in.remaining());
      in.commit();
      return 0;
    }
    Stream stream = from.isOriginator() ? originator : responder;
    while (!tls && !over && !in.isEmpty()) {
      if (stream.searched == 0) {
        XmppParser.skipSpace(in);
        in.commit();
      }
      XmppMessage message = XmppParser.tag(in, stream.searched);
      stream.searched = message == null ? in.remaining() : 0;
      if (message == null) {
        return in.remaining() + 1;
      }
      in.commit();
      take(message, from);
    }
    if (tls) {
      handOver(stream, in, from);
    }
    return 0;
  }

  /// Blanks behind the last tag are none of TLS.
  private void handOver(Stream stream, ByteCursor in, Side from) {
    if (!stream.handedOver) {
      XmppParser.skipSpace(in);
      stream.handedOver = !in.isEmpty();
    }
    context.forward(in, from);
  }

  @Override
  public void gap(long bytes, Side from) {
    if (tls) {
      context.forwardGap(bytes, from);
    } else {
      lost = true;
    }
  }

  @Override
  public void end(Side from) {
    if (tls) {
      context.forwardEnd(from);
    }
  }

  @Override
  public void flipped() {
    Stream first = originator;
    originator = responder;
    responder = first;
  }

  private void take(XmppMessage message, Side from) {
    String name = message.name();
    if (from.isOriginator() && name.equals("stream:stream")) {
      context.confirm();
    }
    switch (name) {
      case "success", "message", "db:result", "db:verify", "presence" -> {
        // The time for STARTTLS is over.
        over = true;
        context.skip();
      }
      default -> tls(message, from);
    }
  }

  private void tls(XmppMessage message, Side from) {
    if (from.isOriginator()) {
      clientAsked |= message.localName().equals("starttls");
    } else if (message.localName().equals("proceed") && clientAsked) {
      tls = true;
      context.addChild("ANALYZER_SSL");
      events.startTls(context);
    } else if (message.name().equals("proceed")) {
      context.weird("XMPP: proceed without starttls");
    }
  }
}
