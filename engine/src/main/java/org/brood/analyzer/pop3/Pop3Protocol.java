package org.brood.analyzer.pop3;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.analyzer.mime.MimeEvents;
import org.brood.flow.Side;

/// POP3, and what all its connections share.
public final class Pop3Protocol implements Protocol {
  static final String NAME = "POP3";

  private final Pop3Events events;
  private final MimeEvents mimeEvents;
  private final Pop3Limits limits;

  public Pop3Protocol(AnalyzerServices services) {
    events = new Pop3Events(services.events());
    mimeEvents = new MimeEvents(services);
    limits = Pop3Limits.of(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_POP3";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int furtherNumbers() {
    return Side.values().length;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new Pop3Analyzer(this, context);
  }

  Pop3Events events() {
    return events;
  }

  MimeEvents mimeEvents() {
    return mimeEvents;
  }

  Pop3Limits limits() {
    return limits;
  }
}
