package org.brood.analyzer.syslog;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.DatagramAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// Syslog on one connection.
final class SyslogAnalyzer implements DatagramAnalyzer {
  private final AnalyzerContext context;
  private final SyslogEvents events;

  SyslogAnalyzer(AnalyzerContext context, SyslogEvents events) {
    this.context = context;
    this.events = events;
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    events.message(context, SyslogParser.message(in));
  }

  @Override
  public void done() {
    events.sessionDone(context);
  }
}
