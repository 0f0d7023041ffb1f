package org.brood.analyzer.ftp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Str;

/// The events of FTP, made only if somebody wants them.
final class FtpEvents {
  private final EventType request;
  private final EventType reply;
  private final EventType startTls;

  FtpEvents(Events events) {
    request = events.type("ftp_request");
    reply = events.type("ftp_reply");
    startTls = events.type("ftp_starttls");
  }

  void request(AnalyzerContext to, FtpMessage.Request one) {
    if (request.isWanted()) {
      request.raise(to.connection(), Str.wrap(one.command()), Str.wrap(one.argument()));
    }
  }

  void reply(AnalyzerContext to, FtpMessage.Reply one) {
    if (reply.isWanted()) {
      reply.raise(to.connection(), (long) one.code(), Str.wrap(one.text()), one.continues());
    }
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }
}
