package org.brood.analyzer.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.LineAnalyzer;
import org.brood.analyzer.SideLines;
import org.brood.analyzer.mime.MimeMail;
import org.brood.flow.Side;
import org.jspecify.annotations.Nullable;

/// POP3 on one connection: its lines, and the mail that is fetched.
final class Pop3Analyzer implements LineAnalyzer {
  private final Pop3Protocol protocol;
  private final AnalyzerContext context;
  private final SideLines lines;
  private final Pop3Session session;
  private @Nullable MimeMail mail;

  Pop3Analyzer(Pop3Protocol protocol, AnalyzerContext context) {
    this.protocol = protocol;
    this.context = context;
    this.lines = new SideLines(context, this, false);
    this.session = new Pop3Session(protocol, context, lines);
  }

  @Override
  public SideLines lines() {
    return lines;
  }

  @Override
  public void done() {
    endMail();
  }

  private void endMail() {
    MimeMail of = mail;
    if (of != null) {
      of.finish();
      mail = null;
    }
  }

  @Override
  public void line(MemorySegment data, long offset, int length, Side from) {
    String line = new String(SideLines.copy(data, offset, length), ISO_8859_1);
    if (from.isOriginator()) {
      if (length > 0) {
        session.client(line);
      }
    } else if (session.isInBody()) {
      body(data, offset, length, line);
    } else {
      reply(data, offset, length, line);
    }
  }

  /// A line of a reply that has several.
  private void body(MemorySegment data, long offset, int length, String line) {
    if (line.equals(".")) {
      endMail();
      session.endOfBody();
      return;
    }
    MimeMail of = mail;
    if (of != null && session.isFetching()) {
      of.deliver(data, offset, length, true);
    }
    protocol.events().data(context, Pop3Parser.tidy(line));
  }

  private void reply(MemorySegment data, long offset, int length, String line) {
    Pop3Message message = Pop3Parser.message(Pop3Parser.tidy(line));
    // What is fetched begins with the reply itself: so MIME's events tell it.
    if (session.willFetch(message)) {
      MimeMail of = mail;
      if (of == null) {
        of = new MimeMail(protocol.mimeEvents(), context, Side.RESPONDER, Pop3Protocol.NAME);
        mail = of;
      }
      of.deliver(data, offset, length, true);
    }
    session.server(message, line);
  }
}
