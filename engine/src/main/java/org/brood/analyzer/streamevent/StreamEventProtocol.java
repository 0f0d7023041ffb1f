package org.brood.analyzer.streamevent;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.event.EventType;

/// The analyzer that hands streams to scripts: `stream_deliver` and `stream_undelivered`. It is
/// only there where a script asks for it, by port or by tag.
public final class StreamEventProtocol implements Protocol {
  private final EventType deliver;
  private final EventType undelivered;

  public StreamEventProtocol(AnalyzerServices services) {
    this.deliver = services.events().type("stream_deliver");
    this.undelivered = services.events().type("stream_undelivered");
  }

  @Override
  public String tag() {
    return "ANALYZER_STREAM_EVENT";
  }

  @Override
  public String name() {
    return "STREAM_EVENT";
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new StreamEventAnalyzer(this, context);
  }

  EventType deliver() {
    return deliver;
  }

  EventType undelivered() {
    return undelivered;
  }
}
