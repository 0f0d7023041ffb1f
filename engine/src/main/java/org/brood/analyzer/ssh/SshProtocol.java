package org.brood.analyzer.ssh;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// SSH, and what all its connections share.
public final class SshProtocol implements Protocol {
  private final SshLimits limits;
  private final SshEvents events;

  public SshProtocol(AnalyzerServices services) {
    limits = SshLimits.of(services.events());
    events = new SshEvents(services.events(), limits);
  }

  @Override
  public String tag() {
    return "ANALYZER_SSH";
  }

  @Override
  public String name() {
    return "SSH";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new SshAnalyzer(context, events, limits);
  }
}
