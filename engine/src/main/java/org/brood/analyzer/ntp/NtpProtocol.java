package org.brood.analyzer.ntp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// NTP, and what all its connections share.
public final class NtpProtocol implements Protocol {
  private final NtpEvents events;

  public NtpProtocol(AnalyzerServices services) {
    events = new NtpEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_NTP";
  }

  @Override
  public String name() {
    return "NTP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new NtpAnalyzer(context, events);
  }
}
