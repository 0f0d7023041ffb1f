package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;

/// DTLS: one object a worker.
public final class DtlsProtocol implements Protocol {
  private static final String NAME = "DTLS";

  private final SslShared shared;

  public DtlsProtocol(AnalyzerServices services) {
    this.shared = SslShared.of(services, NAME);
  }

  @Override
  public String tag() {
    return "ANALYZER_DTLS";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new DtlsAnalyzer(context, shared);
  }
}
