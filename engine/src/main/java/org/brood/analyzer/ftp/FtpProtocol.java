package org.brood.analyzer.ftp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.flow.Side;

/// FTP's control channel, and what all its connections share.
public final class FtpProtocol implements Protocol {
  private final FtpEvents events;
  private final FtpLimits limits;

  public FtpProtocol(AnalyzerServices services) {
    events = new FtpEvents(services.events());
    limits = FtpLimits.of(services.events());
  }

  @Override
  public String tag() {
    return "ANALYZER_FTP";
  }

  @Override
  public String name() {
    return "FTP";
  }

  @Override
  public int furtherNumbers() {
    return Side.values().length;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new FtpAnalyzer(context, events, limits);
  }
}
