package org.brood.analyzer.imap;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.LineAnalyzer;
import org.brood.analyzer.SideLines;
import org.brood.flow.Side;

/// IMAP on one connection.
final class ImapAnalyzer implements LineAnalyzer {
  private final AnalyzerContext context;
  private final ImapEvents events;
  private final SideLines lines;
  private String startTlsTag = "";
  private boolean lost;
  private boolean over;

  ImapAnalyzer(AnalyzerContext context, ImapEvents events) {
    this.context = context;
    this.events = events;
    this.lines = new SideLines(context, this, false).quiet();
  }

  @Override
  public SideLines lines() {
    return lines;
  }

  @Override
  public void gap(long bytes, Side from) {
    LineAnalyzer.super.gap(bytes, from);
    lost = true;
  }

  @Override
  public void end(Side from) {
    if (lines.isTls()) {
      LineAnalyzer.super.end(from);
    }
  }

  @Override
  public void line(MemorySegment data, long offset, int length, Side from) {
    if (length > 0 && !lost && !over) {
      String line = new String(SideLines.copy(data, offset, length), StandardCharsets.ISO_8859_1);
      take(ImapParser.line(line), from);
    }
  }

  private void take(ImapMessage message, Side from) {
    switch (message.word()) {
      case "authenticate", "login", "examine", "create", "list", "fetch" -> {
        // The time for STARTTLS is over.
        context.confirm();
        over = true;
        context.skip();
        return;
      }
      default -> {
        // Anything else may come before.
      }
    }
    if (from.isOriginator()) {
      client(message);
    } else {
      server(message);
    }
  }

  private void client(ImapMessage message) {
    boolean asksForTls = message.word().equalsIgnoreCase("starttls");
    if (asksForTls || message.word().equals("capability")) {
      context.confirm();
    }
    if (asksForTls) {
      if (!startTlsTag.isEmpty()) {
        context.weird("IMAP: client sent duplicate StartTLS");
      }
      startTlsTag = message.tag();
    }
  }

  private void server(ImapMessage message) {
    boolean isUntagged = message.tag().equals("*");
    String word = message.word().toLowerCase(Locale.ROOT);
    if (isUntagged && word.equals("ok")) {
      context.confirm();
    }
    if (isUntagged && word.equals("capability")) {
      events.capabilities(context, message.rest());
    }
    if (startTlsTag.isEmpty() || !message.tag().equals(startTlsTag)) {
      return;
    }
    if (word.equals("ok")) {
      lines.startTls();
      events.startTls(context);
    } else {
      context.weird("IMAP: server refused StartTLS");
    }
  }
}
