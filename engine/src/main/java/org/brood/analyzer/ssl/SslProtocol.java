package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// SSL and TLS: one object a worker.
public final class SslProtocol implements Protocol {
  private static final String NAME = "SSL";

  private final SslShared shared;

  public SslProtocol(AnalyzerServices services) {
    this.shared = SslShared.of(services, NAME);
  }

  @Override
  public String tag() {
    return "ANALYZER_SSL";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new SslAnalyzer(context, shared);
  }
}
