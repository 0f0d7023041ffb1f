package org.brood.analyzer.dhcp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// DHCP, and what all its connections share.
public final class DhcpProtocol implements Protocol {
  private final DhcpEvents events;

  public DhcpProtocol(AnalyzerServices services) {
    events = new DhcpEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_DHCP";
  }

  @Override
  public String name() {
    return "DHCP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new DhcpAnalyzer(context, events);
  }
}
