package org.brood.analyzer.syslog;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Str;

/// The events of Syslog.
final class SyslogEvents {
  private final EventType message;
  private final EventType sessionDone;

  SyslogEvents(Events events) {
    message = events.type("syslog_message");
    sessionDone = events.type("udp_session_done");
  }

  void message(AnalyzerContext to, SyslogMessage one) {
    if (message.isWanted()) {
      message.raise(
          to.connection(), (long) one.facility(), (long) one.severity(), Str.wrap(one.text()));
    }
  }

  void sessionDone(AnalyzerContext to) {
    if (sessionDone.isWanted()) {
      sessionDone.raise(to.connection());
    }
  }
}
