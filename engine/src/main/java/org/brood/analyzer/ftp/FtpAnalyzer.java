package org.brood.analyzer.ftp;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.PatternType;
import org.brood.analyzer.SideLines;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.analyzer.ftp.FtpMessage.Reply;
import org.brood.analyzer.ftp.FtpMessage.Request;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;
import org.brood.format.TelnetLines;
import org.jspecify.annotations.Nullable;

/// The control channel of one FTP session.
final class FtpAnalyzer implements StreamAnalyzer {
  private static final int SWITCH_TO_TLS = 234;
  private static final int TOKEN_WANTED = 334;

  private final class Stream implements TelnetLines.Sink {
    private final boolean isClient;
    private final TelnetLines lines = new TelnetLines(this);

    Stream(boolean isClient) {
      this.isClient = isClient;
    }

    @Override
    public void line(MemorySegment data, long offset, int length) {
      if (length > 0 && !tls) {
        byte[] line = SideLines.copy(data, offset, length);
        if (isClient) {
          clientLine(line);
        } else {
          serverLine(line);
        }
      }
    }

    @Override
    public void weird(String name, String detail) {
      context.conn().flow().weird(name, detail, "NVT");
    }
  }

  private final AnalyzerContext context;
  private final FtpEvents events;
  private final FtpLimits limits;
  private Stream client = new Stream(true);
  private Stream server = new Stream(false);
  private int begunReply;
  private String mechanism = "";
  private boolean tls;
  private @Nullable FtpTokens tokens;

  FtpAnalyzer(AnalyzerContext context, FtpEvents events, FtpLimits limits) {
    this.context = context;
    this.events = events;
    this.limits = limits;
  }

  private Stream stream(Side side) {
    return side.isOriginator() ? client : server;
  }

  // ---- input

  @Override
  public int deliver(ByteCursor in, Side from) {
    if (tls) {
      context.forward(in, from);
      return 0;
    }
    int length = in.remaining();
    stream(from).lines.deliver(in.segment(), in.address(), length);
    in.skip(length);
    in.commit();
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    if (tls) {
      context.forwardGap(bytes, from);
    }
  }

  @Override
  public void end(Side from) {
    if (tls) {
      context.forwardEnd(from);
    } else {
      stream(from).lines.end();
    }
  }

  @Override
  public void flipped() {
    client = new Stream(true);
    server = new Stream(false);
  }

  @Override
  public void done() {
    if (!tls && client.lines.isInLine() && context.originatorClosed()) {
      context.weird("partial_ftp_request");
    }
  }

  // ---- lines

  private void clientLine(byte[] line) {
    Request request = FtpParser.request(line);
    if (request == null) {
      if (context.isConfirmed()) {
        context.weird("FTP_invalid_command");
      }
      return;
    }
    int length = request.command().length;
    if (limits.maxCommand() > 0 && length > limits.maxCommand()) {
      if (context.isConfirmed()) {
        context.weird("FTP_max_command_length_exceeded", Integer.toString(length));
      }
      return;
    }
    context.confirm();
    if (new String(request.command(), StandardCharsets.ISO_8859_1).equals("AUTH")) {
      mechanism = new String(request.argument(), StandardCharsets.ISO_8859_1);
    }
    context.match(PatternType.FTP, line, Side.ORIGINATOR, true, true, true);
    events.request(context, request);
    FtpTokens of = tokens;
    if (of != null && !of.isDone()) {
      of.request(request);
    }
  }

  private void serverLine(byte[] line) {
    Reply reply;
    try {
      reply = FtpParser.reply(line, begunReply);
    } catch (Malformed malformed) {
      context.violation(malformed.reason(), line);
      return;
    }
    if (begunReply == 0 && reply.continues()) {
      begunReply = reply.code();
    } else if (!reply.continues()) {
      begunReply = 0;
    }
    if (reply.code() == SWITCH_TO_TLS && mechanism.equals("TLS")) {
      events.startTls(context);
      tls = context.addChild("ANALYZER_SSL");
    } else if (reply.code() == TOKEN_WANTED
        && mechanism.equals("GSSAPI")
        && context.addChild("ANALYZER_SSL")) {
      tokens = new FtpTokens(context);
    }
    events.reply(context, reply);
    FtpTokens of = tokens;
    if (of != null && !of.isDone()) {
      of.reply(line);
    }
  }
}
