package org.brood.analyzer.syslog;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// Syslog, and what all its connections share.
public final class SyslogProtocol implements Protocol {
  private final SyslogEvents events;

  public SyslogProtocol(AnalyzerServices services) {
    events = new SyslogEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_SYSLOG";
  }

  @Override
  public String name() {
    return "SYSLOG";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new SyslogAnalyzer(context, events);
  }
}
