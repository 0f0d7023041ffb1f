package org.brood.analyzer.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Side;
import org.brood.script.value.Str;

/// The events of SMTP, made only if somebody wants them.
final class SmtpEvents {
  private final EventType request;
  private final EventType reply;
  private final EventType data;
  private final EventType unexpected;
  private final EventType startTls;

  SmtpEvents(Events events) {
    request = events.type("smtp_request");
    reply = events.type("smtp_reply");
    data = events.type("smtp_data");
    unexpected = events.type("smtp_unexpected");
    startTls = events.type("smtp_starttls");
  }

  void request(AnalyzerContext to, Side from, byte[] command, byte[] argument) {
    if (request.isWanted()) {
      String upper = new String(command, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
      request.raise(to.connection(), from.isOriginator(), Str.latin1(upper), Str.wrap(argument));
    }
  }

  void reply(AnalyzerContext to, Side from, SmtpMessage.Reply one, String command) {
    if (reply.isWanted()) {
      reply.raise(
          to.connection(),
          from.isOriginator(),
          (long) one.code(),
          Str.of(command),
          Str.wrap(one.text()),
          one.continues());
    }
  }

  boolean wantsData() {
    return data.isWanted();
  }

  void data(AnalyzerContext to, Side from, byte[] line) {
    data.raise(to.connection(), from.isOriginator(), Str.wrap(line));
  }

  void unexpected(AnalyzerContext to, Side from, String message, Str detail) {
    if (unexpected.isWanted()) {
      unexpected.raise(to.connection(), from.isOriginator(), Str.of(message), detail);
    }
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }
}
