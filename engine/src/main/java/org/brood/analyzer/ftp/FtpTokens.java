package org.brood.analyzer.ftp;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.brood.analyzer.AnalyzerContext;
import org.brood.flow.Side;
import org.brood.format.Base64Text;
import org.jspecify.annotations.Nullable;

/// The tokens that ADAT carries in both directions (RFC 2228, section 3).
///
/// Only one mechanism is known, GridFTP's, whose tokens are TLS as it is; the framing that GSSAPI
/// asks for (RFC 2743, section 3.1) is left out there, so that the first one shows which it is.
final class FtpTokens {
  private static final byte[] PREFIX = "ADAT=".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HANDSHAKE = 0x16;
  private static final int RECORD_HEADER = 5;

  private final AnalyzerContext context;
  private boolean firstSeen;
  private boolean done;

  FtpTokens(AnalyzerContext context) {
    this.context = context;
  }

  /// Whether no more tokens come.
  boolean isDone() {
    return done;
  }

  void request(FtpMessage.Request request) {
    String command = new String(request.command(), StandardCharsets.ISO_8859_1);
    if (command.equals("AUTH")) {
      done = true;
    } else if (command.equals("ADAT")) {
      byte[] token = decode(request.argument());
      if (!firstSeen) {
        firstSeen = true;
        if (token == null) {
          context.conn().flow().weird("ftp_adat_bad_first_token_encoding", "", "FTP_ADAT");
        }
        if (token == null || !isTls(token)) {
          done = true;
          return;
        }
      }
      forward(token, Side.ORIGINATOR);
    }
  }

  private static boolean isTls(byte[] token) {
    return token.length >= RECORD_HEADER
        && token[0] == HANDSHAKE
        && token.length - RECORD_HEADER == ((token[3] & 0xff) << 8 | token[4] & 0xff);
  }

  void reply(byte[] line) {
    switch (FtpParser.code(line)) {
      case 334, 335 -> replyToken(line);
      case 235 -> {
        replyToken(line);
        done = true;
      }
      case 232, 234, 421, 431, 500, 501, 503, 535, 631, 632, 633 -> done = true;
      default -> {
        // Nothing of this exchange.
      }
    }
  }

  private void replyToken(byte[] line) {
    int at = 3;
    if (line.length > at && line[at] == '-') {
      at++;
    }
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    int end = at + PREFIX.length;
    if (line.length >= end && Arrays.equals(line, at, end, PREFIX, 0, PREFIX.length)) {
      forward(decode(Arrays.copyOfRange(line, end, line.length)), Side.RESPONDER);
    }
  }

  private byte @Nullable [] decode(byte[] text) {
    return Base64Text.decode(
        text, detail -> context.conn().flow().weird("base64_illegal_encoding", detail, ""));
  }

  private void forward(byte @Nullable [] token, Side from) {
    if (token != null) {
      context.forward(MemorySegment.ofArray(token), 0, token.length, from);
    }
  }
}
