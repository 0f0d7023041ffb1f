package org.brood.analyzer.xmpp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// XMPP, and what all its connections share.
public final class XmppProtocol implements Protocol {
  private final XmppEvents events;

  public XmppProtocol(AnalyzerServices services) {
    events = new XmppEvents(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_XMPP";
  }

  @Override
  public String name() {
    return "XMPP";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new XmppAnalyzer(context, events);
  }
}
