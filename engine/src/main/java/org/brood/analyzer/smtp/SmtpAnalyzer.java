package org.brood.analyzer.smtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.SideLines;
import org.brood.analyzer.SidePlaces;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.analyzer.smtp.SmtpMessage.Chunk;
import org.brood.analyzer.smtp.SmtpMessage.Command;
import org.brood.analyzer.smtp.SmtpMessage.Reply;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// SMTP on one connection: cuts it into lines and knows what each is.
public final class SmtpAnalyzer implements StreamAnalyzer, SideLines.Taker {
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] DOT = {'.'};

  /// What an event says instead of the first word of an answer that may be a password.
  private static final byte[] HIDDEN = {'*', '*'};

  private final SmtpProtocol protocol;
  private final AnalyzerContext context;
  private final SideLines lines;
  private final SmtpSession session;
  private final SidePlaces places = new SidePlaces();

  /// Whether the side that began the connection sends mail; TURN changes it.
  private boolean origSends = true;

  /// What was sent and has no reply yet, the first in front.
  private final Deque<SmtpCommand> waiting = new ArrayDeque<>(4);

  private @Nullable SmtpCommand lastReplied;
  private int continuedCode;

  SmtpAnalyzer(SmtpProtocol protocol, AnalyzerContext context) {
    this.protocol = protocol;
    this.context = context;
    this.lines = new SideLines(context, this, false).nulSensitive();
    this.session = new SmtpSession(protocol, context, lines, this);
    waiting.add(SmtpCommand.CONN_ESTABLISHMENT);
    session.sent(SmtpCommand.CONN_ESTABLISHMENT, Side.ORIGINATOR);
  }

  /// Passes over the lines of the mail that is under way: they are not told one by one any more.
  public void skipData() {
    session.skipData();
  }

  /// The sides change their parts.
  void turn() {
    origSends = !origSends;
  }

  // ---- input

  @Override
  public int deliver(ByteCursor in, Side from) {
    places.advance(from, in.remaining());
    lines.deliver(in, from);
    return 0;
  }

  @Override
  public void end(Side from) {
    lines.end(from);
  }

  @Override
  public void gap(long bytes, Side from) {
    long sequence = places.sequence(from);
    places.advance(from, bytes);
    if (lines.isTls()) {
      lines.gap(bytes, from);
      return;
    }
    unexpected(from, "content gap", "seq = " + sequence + ", len = " + bytes);
    session.gap(bytes);
    waiting.clear();
    lastReplied = null;
  }

  @Override
  public void finished(boolean half) {
    if (!half) {
      session.endMailIfAny();
    }
  }

  @Override
  public void done() {
    session.endMailIfAny();
  }

  @Override
  public void flipped() {
    lines.flipped();
    places.flipped();
    turn();
  }

  @Override
  public void line(MemorySegment data, long offset, int length, Side from) {
    boolean isSender = from.isOriginator() == origSends;
    int used = isSender && length > 0 ? session.chunkData(data, offset, length, from) : 0;
    if (used < length || length == 0) {
      cleanLine(data, offset + used, length - used, from, isSender);
    }
  }

  /// Tells and takes away what some clients put before the end of a line.
  private void cleanLine(MemorySegment data, long offset, int length, Side from, boolean isSender) {
    byte[] line = SideLines.copy(data, offset, length);
    int end = length;
    while (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    if (end < length) {
      unexpected(from, "more than one <CR> at the end of line", Str.wrap(line));
      line = Arrays.copyOf(line, end);
    }
    for (byte b : line) {
      if (b == '\r' || b == '\n') {
        unexpected(from, "Bare <CR> or <LF> appears in the middle of line", Str.wrap(line));
        break;
      }
    }
    if (!isSender) {
      reply(line, from);
    } else if (session.state() == SmtpState.IN_DATA) {
      mailLine(data, offset, end, from);
    } else if (session.state() != SmtpState.AFTER_GAP) {
      command(line, from);
    }
  }

  // ---- the side that sends mail

  private void mailLine(MemorySegment data, long offset, int length, Side from) {
    boolean dot = length > 0 && data.get(ValueLayout.JAVA_BYTE, offset) == '.';
    if (dot && length == 1) {
      await(SmtpCommand.END_OF_DATA);
      session.sent(SmtpCommand.END_OF_DATA, from);
      request(DOT, DOT);
      session.closeChunks();
    } else {
      int stuffing = dot ? 1 : 0;
      session.mailLine(data, offset + stuffing, length - stuffing, from);
    }
  }

  private void command(byte[] line, Side from) {
    if (session.state() == SmtpState.IN_AUTH) {
      await(SmtpCommand.AUTH_ANSWER);
      request(HIDDEN, line);
      sent(SmtpCommand.AUTH_ANSWER, from);
      return;
    }
    Command read = SmtpParser.command(line);
    SmtpCommand command = SmtpCommand.of(read.word());
    if (command == null) {
      unexpectedOfSender("unknown command", Str.wrap(read.word()));
      return;
    }
    await(command);
    request(read.word(), read.argument());
    if (command == SmtpCommand.BDAT) {
      if (chunk(read.argument(), from)) {
        session.sent(command, from);
      }
    } else {
      sent(command, from);
    }
  }

  private void sent(SmtpCommand command, Side from) {
    session.closeChunks();
    session.sent(command, from);
  }

  /// @return whether a chunk follows
  private boolean chunk(byte[] argument, Side from) {
    try {
      Chunk chunk = SmtpParser.chunk(argument);
      if (chunk.size() < 0) {
        context.weird("smtp_huge_bdat_chunk", Long.toUnsignedString(chunk.size()));
        return false;
      }
      session.beginChunk(chunk, from);
      return true;
    } catch (Malformed malformed) {
      context.weird("smtp_invalid_bdat_command", malformed.reason());
      return false;
    }
  }

  private void await(SmtpCommand command) {
    if (waiting.size() > SmtpLimits.MAX_WAITING) {
      context.weird("smtp_excessive_pending_cmds");
      SmtpCommand first = waiting.getFirst();
      waiting.clear();
      waiting.add(first);
    }
    waiting.add(command);
  }

  private void request(byte[] word, byte[] argument) {
    context.confirm();
    protocol.events().request(context, Side.of(origSends), word, argument);
  }

  // ---- the side that gets it

  private void reply(byte[] line, Side from) {
    Reply reply = SmtpParser.reply(line);
    if (reply.code() < 0) {
      unexpected(from, "reply code out of range", Str.wrap(line));
      context.violation("reply code -1 out of range", line);
      return;
    }
    if (continuedCode != 0 && reply.code() != continuedCode) {
      unexpected(from, "reply code does not match the continuing reply", Str.wrap(line));
      continuedCode = 0;
    }
    if (continuedCode == 0) {
      replied(reply.code(), from);
    }
    continuedCode = reply.continues() ? reply.code() : 0;
    protocol.events().reply(context, from, reply, SmtpCommand.replyName(lastReplied));
  }

  private void replied(int code, Side from) {
    if (session.recover()) {
      request(SmtpCommand.UNKNOWN.getBytes(StandardCharsets.ISO_8859_1), NOTHING);
    }
    lastReplied = waiting.poll();
    session.replied(lastReplied, code, from);
  }

  // ---- what does not fit

  void unexpectedOfSender(String message, Str detail) {
    unexpected(Side.of(origSends), message, detail);
  }

  private void unexpected(Side from, String message, String detail) {
    unexpected(from, message, Str.latin1(detail));
  }

  private void unexpected(Side from, String message, Str detail) {
    protocol.events().unexpected(context, from, message, detail);
  }
}
