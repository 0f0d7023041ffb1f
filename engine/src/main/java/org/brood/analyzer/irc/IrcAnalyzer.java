package org.brood.analyzer.irc;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.LineAnalyzer;
import org.brood.analyzer.SideLines;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;

/// IRC on one connection.
final class IrcAnalyzer implements LineAnalyzer {
  private static final int TLS_STARTS = 670;

  private final AnalyzerContext context;
  private final IrcEvents events;
  private final SideLines lines;
  private int longCommands;

  IrcAnalyzer(AnalyzerContext context, IrcEvents events) {
    this.context = context;
    this.events = events;
    this.lines = new SideLines(context, this, true, IrcLimits.MAX_KEPT);
  }

  @Override
  public SideLines lines() {
    return lines;
  }

  @Override
  public void line(MemorySegment data, long offset, int length, Side from) {
    if (length > IrcLimits.MAX_LINE) {
      weird("irc_line_size_exceeded");
      return;
    }
    String line = new String(SideLines.copy(data, offset, length), StandardCharsets.ISO_8859_1);
    try {
      IrcMessage message = IrcParser.line(line, this::weird);
      if (message != null) {
        take(message, from);
      }
    } catch (Malformed malformed) {
      context.violation(malformed.reason());
    }
  }

  /// What is odd before the protocol is sure may be another one's.
  private void weird(String name) {
    if (context.isConfirmed()) {
      context.weird(name);
    }
  }

  private void take(IrcMessage message, Side from) {
    if (from.isOriginator() && IrcParser.isClientCommand(message.command())) {
      context.confirm();
    }
    if (message.command().equals("STARTTLS")) {
      return;
    }
    if (message.code() == TLS_STARTS) {
      lines.startTls();
      events.startTls(context);
    } else if (message.command().isEmpty()) {
      events.reply(context, from, message);
    } else if (message.command().length() <= IrcLimits.MAX_COMMAND) {
      events.command(context, from, message);
    } else {
      context.weird("irc_invalid_command");
      if (++longCommands > IrcLimits.MAX_LONG_COMMANDS) {
        context.weird("irc_too_many_invalid");
        context.violation("too many long lines");
      }
    }
  }
}
