package org.brood.analyzer.smtp;

import static org.brood.analyzer.smtp.SmtpState.AFTER_DATA;
import static org.brood.analyzer.smtp.SmtpState.AFTER_GAP;
import static org.brood.analyzer.smtp.SmtpState.CONNECTED;
import static org.brood.analyzer.smtp.SmtpState.GAP_RECOVERY;
import static org.brood.analyzer.smtp.SmtpState.INITIATED;
import static org.brood.analyzer.smtp.SmtpState.IN_AUTH;
import static org.brood.analyzer.smtp.SmtpState.IN_BDAT;
import static org.brood.analyzer.smtp.SmtpState.IN_DATA;
import static org.brood.analyzer.smtp.SmtpState.IN_TLS;
import static org.brood.analyzer.smtp.SmtpState.MAIL_OK;
import static org.brood.analyzer.smtp.SmtpState.NOT_AVAILABLE;
import static org.brood.analyzer.smtp.SmtpState.QUIT;
import static org.brood.analyzer.smtp.SmtpState.RCPT_OK;
import static org.brood.analyzer.smtp.SmtpState.READY;

import java.lang.foreign.MemorySegment;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.SideLines;
import org.brood.analyzer.mime.MimeMail;
import org.brood.analyzer.smtp.SmtpMessage.Chunk;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The state of a session, and the mail that is under way.
///
/// Commands change the state as if they succeeded; replies put it right. Neither checks whether the
/// other side keeps to the protocol: what matters is to know when a mail comes.
final class SmtpSession {
  private static final String SOURCE = "SMTP";
  private static final String MAIL_TYPE = "message/rfc822";
  private static final MemorySegment LINE_END = MemorySegment.ofArray(new byte[] {'\r', '\n'});

  private final SmtpProtocol protocol;
  private final AnalyzerContext context;
  private final SideLines lines;
  private final SmtpAnalyzer analyzer;
  private SmtpState state = CONNECTED;
  private @Nullable MimeMail mail;
  private @Nullable SmtpChunks chunks;
  private boolean skipsData;
  private String mailFile = "";
  private long mailFileLength;

  SmtpSession(
      SmtpProtocol protocol, AnalyzerContext context, SideLines lines, SmtpAnalyzer analyzer) {
    this.protocol = protocol;
    this.context = context;
    this.lines = lines;
    this.analyzer = analyzer;
  }

  SmtpState state() {
    return state;
  }

  void skipData() {
    skipsData = true;
  }

  // ---- commands

  /// A command was sent, and is taken to succeed.
  void sent(SmtpCommand command, Side from) {
    SmtpState before = state;
    if (before == QUIT) {
      unexpectedCommand(command, 0);
    }
    boolean fits =
        switch (command) {
          case CONN_ESTABLISHMENT -> before == CONNECTED;
          case EHLO, HELO -> before == INITIATED;
          case MAIL, SEND, SOML, SAML, AUTH, TURN, STARTTLS, X_ANONYMOUSTLS -> before == READY;
          case RCPT -> before == MAIL_OK || before == RCPT_OK;
          case DATA -> before == RCPT_OK;
          case BDAT -> before == RCPT_OK;
          case END_OF_DATA -> before == IN_DATA || before == IN_BDAT;
          case AUTH_ANSWER -> before == IN_AUTH;
          case QUIT, RSET, VRFY, EXPN, HELP, NOOP, ETRN -> true;
        };
    if (!fits) {
      unexpectedCommand(command, 0);
    }
    switch (command) {
      case CONN_ESTABLISHMENT -> state = INITIATED;
      case EHLO, HELO, RSET -> state = READY;
      case MAIL, SEND, SOML, SAML -> state = MAIL_OK;
      case RCPT -> state = RCPT_OK;
      case DATA -> beginMail(from, IN_DATA);
      case BDAT -> state = IN_BDAT;
      case END_OF_DATA -> {
        endMail();
        state = AFTER_DATA;
      }
      case QUIT -> state = QUIT;
      case AUTH, AUTH_ANSWER, TURN, STARTTLS, X_ANONYMOUSTLS, VRFY, EXPN, HELP, NOOP, ETRN -> {
        // The reply decides, or nothing changes.
      }
    }
  }

  // ---- replies

  /// The server replied.
  ///
  /// @param command null if it is not known what to
  void replied(@Nullable SmtpCommand command, int code, Side from) {
    if (command == null) {
      afterGap(code, from);
      return;
    }
    switch (command) {
      case CONN_ESTABLISHMENT -> greeted(command, code);
      case EHLO, HELO -> {
        if (isOneOf(code, 421, 500, 501, 504, 550)) {
          state = INITIATED;
        } else {
          expect(command, code, 250);
        }
      }
      case MAIL, SEND, SOML, SAML -> {
        if (!isOneOf(code, 421, 451, 452, 500, 501, 503, 550, 552, 553)) {
          expect(command, code, 250);
        } else if (state != IN_DATA) {
          state = READY;
        }
      }
      case RCPT ->
          expect(
              command, code, 250, 251, 421, 450, 451, 452, 500, 501, 503, 550, 551, 552, 553, 554);
      case DATA -> dataReplied(command, code);
      case BDAT -> expect(command, code, 250, 421, 500, 501, 503, 451, 554);
      case END_OF_DATA -> {
        expect(command, code, 250, 421, 451, 452, 552, 554);
        state = READY;
      }
      case RSET -> expect(command, code, 250);
      case QUIT -> expect(command, code, 221);
      case AUTH, AUTH_ANSWER -> {
        if (state != (command == SmtpCommand.AUTH ? READY : IN_AUTH)) {
          unexpectedCommand(command, code);
        }
        state = code == 334 ? IN_AUTH : INITIATED;
      }
      case TURN -> {
        checkReady(command, code);
        if (code == 250) {
          analyzer.turn();
          state = CONNECTED;
        }
      }
      case STARTTLS, X_ANONYMOUSTLS -> {
        checkReady(command, code);
        if (code == 220) {
          startTls();
        }
      }
      case VRFY, EXPN, HELP, NOOP, ETRN -> afterGap(code, from);
    }
  }

  /// A mail may begin of which the command was lost.
  private void afterGap(int code, Side from) {
    if (state == GAP_RECOVERY && code == 354) {
      beginMail(from, IN_DATA);
    }
  }

  private void greeted(SmtpCommand command, int code) {
    if (isOneOf(code, 421, 554)) {
      state = NOT_AVAILABLE;
    } else {
      expect(command, code, 220);
    }
  }

  private void dataReplied(SmtpCommand command, int code) {
    if (code == 354) {
      return;
    }
    if (!isOneOf(code, 421, 500, 501, 503, 451, 554)) {
      unexpectedReply(command, code);
    }
    if (state == IN_DATA) {
      endMail();
    }
    state = code == 421 ? QUIT : READY;
  }

  private void checkReady(SmtpCommand command, int code) {
    if (state != READY) {
      unexpectedCommand(command, code);
    }
  }

  private void expect(SmtpCommand command, int code, int... codes) {
    if (!isOneOf(code, codes)) {
      unexpectedReply(command, code);
    }
  }

  private static boolean isOneOf(int code, int... codes) {
    for (int one : codes) {
      if (one == code) {
        return true;
      }
    }
    return false;
  }

  private void unexpectedCommand(SmtpCommand command, int code) {
    analyzer.unexpectedOfSender(
        "unexpected command",
        Str.latin1(command.name() + " reply = " + code + " state = " + state.ordinal()));
  }

  private void unexpectedReply(SmtpCommand command, int code) {
    analyzer.unexpectedOfSender(
        "unexpected reply",
        Str.latin1(code + " state = " + state.ordinal() + ", last command = " + command.name()));
  }

  private void startTls() {
    state = IN_TLS;
    lines.startTls();
    protocol.events().startTls(context);
  }

  // ---- lost bytes

  void gap(long bytes) {
    if (state == IN_DATA || state == IN_BDAT) {
      MimeMail of = mail;
      if (of != null) {
        of.lost(bytes);
      }
      mailFileGap(bytes);
      endMail();
    }
    state = AFTER_GAP;
  }

  /// The server speaks again after lost bytes.
  ///
  /// @return whether it does
  boolean recover() {
    if (state != AFTER_GAP) {
      return false;
    }
    state = GAP_RECOVERY;
    return true;
  }

  // ---- mails

  private MimeMail beginMail(Side from, SmtpState next) {
    state = next;
    skipsData = false;
    MimeMail before = mail;
    if (before != null) {
      context.weird("smtp_nested_mail_transaction");
      before.finish();
    }
    MimeMail made = new MimeMail(protocol.mimeEvents(), context, from, SOURCE);
    mail = made;
    EnumType.Item tag = context.tag();
    if (protocol.limits().wholeMails() && tag != null) {
      mailFileLength = 0;
      mailFile = "";
      mailFileData(LINE_END, 0, 0);
    }
    return made;
  }

  void endMailIfAny() {
    if (mail != null) {
      endMail();
    }
  }

  private void endMail() {
    SmtpChunks open = chunks;
    if (open != null) {
      if (open.left() > 0) {
        context.weird("smtp_bdat_remaining_at_end_data");
        lines.plain(Side.ORIGINATOR, 0);
        lines.plain(Side.RESPONDER, 0);
      }
      open.finish();
      chunks = null;
    }
    MimeMail of = mail;
    if (of == null) {
      context.weird("smtp_unmatched_end_of_data");
    } else {
      of.finish();
      mail = null;
    }
    if (!mailFile.isEmpty()) {
      protocol.files().end(mailFile);
      mailFile = "";
      mailFileLength = 0;
    }
  }

  /// A line of a mail after DATA.
  void mailLine(MemorySegment data, long offset, int length, Side from) {
    MimeMail open = mail;
    MimeMail of = open == null ? beginMail(from, IN_DATA) : open;
    of.deliver(data, offset, length, true);
    if (!mailFile.isEmpty()) {
      mailFileData(data, offset, length);
      mailFileData(LINE_END, 0, 2);
    }
    if (!skipsData && protocol.events().wantsData()) {
      protocol.events().data(context, from, SideLines.copy(data, offset, length));
    }
  }

  private void mailFileData(MemorySegment data, long offset, int length) {
    EnumType.Item tag = context.tag();
    if (tag != null) {
      mailFileLength += length;
      mailFile =
          protocol
              .files()
              .data(
                  data,
                  offset,
                  length,
                  tag,
                  SOURCE,
                  context.conn(),
                  Side.ORIGINATOR,
                  mailFile,
                  MAIL_TYPE);
    }
  }

  private void mailFileGap(long bytes) {
    EnumType.Item tag = context.tag();
    if (!mailFile.isEmpty() && tag != null) {
      protocol
          .files()
          .gap(mailFileLength, bytes, tag, SOURCE, context.conn(), Side.ORIGINATOR, mailFile);
      mailFileLength += bytes;
    }
  }

  // ---- chunks

  /// A chunk of a mail comes.
  void beginChunk(Chunk chunk, Side from) {
    lines.plain(from, chunk.size());
    SmtpChunks open = chunks;
    if (open == null) {
      MimeMail of = beginMail(from, IN_BDAT);
      open = new SmtpChunks(context, protocol.limits().maxChunkLine(), of::deliver);
      chunks = open;
    }
    open.next(chunk);
  }

  /// The client does something else than to send the next chunk.
  void closeChunks() {
    if (chunks != null) {
      context.weird("smtp_missing_bdat_last_chunk");
      endMail();
    }
  }

  /// Takes what belongs to the chunk.
  ///
  /// @return how many bytes do
  int chunkData(MemorySegment data, long offset, int length, Side from) {
    SmtpChunks open = chunks;
    if (open == null) {
      return 0;
    }
    int count = (int) Math.min(open.left(), length);
    if (count > 0) {
      open.deliver(data, offset, count);
      if (!mailFile.isEmpty()) {
        mailFileData(data, offset, count);
      }
    }
    if (open.isLast() && open.left() == 0) {
      sent(SmtpCommand.END_OF_DATA, from);
    }
    return count;
  }
}
