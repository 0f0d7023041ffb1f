package org.brood.analyzer.imap;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// IMAP, and what all its connections share.
public final class ImapProtocol implements Protocol {
  private final ImapEvents events;

  public ImapProtocol(AnalyzerServices services) {
    events = new ImapEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_IMAP";
  }

  @Override
  public String name() {
    return "IMAP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new ImapAnalyzer(context, events);
  }
}
