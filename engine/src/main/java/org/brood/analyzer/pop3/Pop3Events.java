package org.brood.analyzer.pop3;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Str;

/// The events of POP3, made only if somebody wants them.
final class Pop3Events {
  private final EventType request;
  private final EventType reply;
  private final EventType data;
  private final EventType unexpected;
  private final EventType startTls;
  private final EventType success;
  private final EventType failure;

  Pop3Events(Events events) {
    request = events.type("pop3_request");
    reply = events.type("pop3_reply");
    data = events.type("pop3_data");
    unexpected = events.type("pop3_unexpected");
    startTls = events.type("pop3_starttls");
    success = events.type("pop3_login_success");
    failure = events.type("pop3_login_failure");
  }

  private static void raise(
      EventType event, AnalyzerContext to, boolean isClient, String first, String second) {
    if (event.isWanted()) {
      event.raise(to.connection(), isClient, Str.latin1(first), Str.latin1(second));
    }
  }

  void request(AnalyzerContext to, Pop3Command command, String argument) {
    raise(request, to, true, command.name(), argument);
  }

  void reply(AnalyzerContext to, Pop3Command status, String text) {
    raise(reply, to, false, status.name(), text);
  }

  void data(AnalyzerContext to, String line) {
    if (data.isWanted()) {
      data.raise(to.connection(), false, Str.latin1(line));
    }
  }

  void unexpected(AnalyzerContext to, boolean isClient, Pop3Command what, String why) {
    raise(unexpected, to, isClient, what.name(), why);
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }

  void login(AnalyzerContext to, boolean succeeded, String user, String password) {
    raise(succeeded ? success : failure, to, false, user, password);
  }
}
