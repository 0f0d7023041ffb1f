package org.brood.analyzer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command of the client, or something else that the server replies to.
enum SmtpCommand {
  EHLO,
  HELO,
  MAIL,
  RCPT,
  DATA,
  QUIT,
  RSET,
  VRFY,
  EXPN,
  HELP,
  NOOP,
  STARTTLS,
  X_ANONYMOUSTLS("X-ANONYMOUSTLS"),
  /// The connection itself.
  CONN_ESTABLISHMENT(null),
  /// The line that ends a mail, or the last chunk of one.
  END_OF_DATA(null),
  SEND,
  SOML,
  SAML,
  TURN,
  BDAT,
  ETRN,
  AUTH,
  /// A line of the client while it authenticates.
  AUTH_ANSWER(null);

  /// What an event calls a command that is not known.
  static final String UNKNOWN = "(UNKNOWN)";

  private static final Map<String, SmtpCommand> BY_WORD = byWord();

  private final @Nullable String word;

  SmtpCommand() {
    this.word = name();
  }

  SmtpCommand(@Nullable String word) {
    this.word = word;
  }

  private static Map<String, SmtpCommand> byWord() {
    Map<String, SmtpCommand> all = new HashMap<>();
    for (SmtpCommand command : values()) {
      if (command.word != null) {
        all.put(command.word, command);
      }
    }
    return all;
  }

  /// The command that a word is, in whichever case, null if it is none.
  static @Nullable SmtpCommand of(byte[] word) {
    return BY_WORD.get(new String(word, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT));
  }

  /// How replies' events name what is replied to.
  static String replyName(@Nullable SmtpCommand command) {
    if (command == null) {
      return UNKNOWN;
    }
    return switch (command) {
      case CONN_ESTABLISHMENT -> ">";
      case END_OF_DATA -> ".";
      default -> command.name();
    };
  }

  static String name(@Nullable SmtpCommand command) {
    return command == null ? UNKNOWN : command.name();
  }
}
