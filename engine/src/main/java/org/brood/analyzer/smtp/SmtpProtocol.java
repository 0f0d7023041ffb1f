package org.brood.analyzer.smtp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.analyzer.mime.MimeEvents;
import org.brood.file.FileTracker;
import org.brood.flow.Side;

/// SMTP, and what all its connections share.
public final class SmtpProtocol implements Protocol {
  private final SmtpEvents events;
  private final MimeEvents mimeEvents;
  private final SmtpLimits limits;
  private final FileTracker files;

  public SmtpProtocol(AnalyzerServices services) {
    events = new SmtpEvents(services.events());
    mimeEvents = new MimeEvents(services);
    limits = SmtpLimits.of(services.events());
    files = services.shared(FileTracker.class);
  }

  @Override
  public String tag() {
    return "ANALYZER_SMTP";
  }

  @Override
  public String name() {
    return "SMTP";
  }

  @Override
  public int furtherNumbers() {
    return Side.values().length;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new SmtpAnalyzer(this, context);
  }

  SmtpEvents events() {
    return events;
  }

  MimeEvents mimeEvents() {
    return mimeEvents;
  }

  SmtpLimits limits() {
    return limits;
  }

  FileTracker files() {
    return files;
  }
}
