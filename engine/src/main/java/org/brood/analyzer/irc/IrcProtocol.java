package org.brood.analyzer.irc;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.flow.Side;

/// IRC, and what all its connections share.
public final class IrcProtocol implements Protocol {
  private final IrcEvents events;

  public IrcProtocol(AnalyzerServices services) {
    events = new IrcEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_IRC";
  }

  @Override
  public String name() {
    return "IRC";
  }

  @Override
  public int furtherNumbers() {
    return Side.values().length;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new IrcAnalyzer(context, events);
  }
}
