package org.brood.analyzer.xmpp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;

/// The event of XMPP.
final class XmppEvents {
  private final EventType startTls;

  XmppEvents(Events events) {
    startTls = events.type("xmpp_starttls");
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }
}
