package org.brood.analyzer.finger;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.flow.Side;

/// Finger, and what all its connections share.
public final class FingerProtocol implements Protocol {
  private final FingerEvents events;

  public FingerProtocol(AnalyzerServices services) {
    events = new FingerEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_FINGER";
  }

  @Override
  public String name() {
    return "FINGER";
  }

  @Override
  public int furtherNumbers() {
    return Side.values().length;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new FingerAnalyzer(context, events);
  }
}
