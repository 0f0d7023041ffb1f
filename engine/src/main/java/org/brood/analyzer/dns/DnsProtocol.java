package org.brood.analyzer.dns;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// DNS: one object a worker.
public final class DnsProtocol implements Protocol {
  private final DnsEvents events;
  private final DnsLimits limits;

  public DnsProtocol(AnalyzerServices services) {
    this.events = new DnsEvents(services.events());
    this.limits = DnsLimits.of(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_DNS";
  }

  @Override
  public String name() {
    return "DNS";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new DnsAnalyzer(context, events, limits);
  }
}
