package org.brood.analyzer.http;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.file.FileTracker;
import org.brood.flow.Side;

/// HTTP, and what all its connections share.
public final class HttpProtocol implements Protocol {
  static final String NAME = "HTTP";

  private final HttpEvents events;
  private final HttpOptions options;
  private final FileTracker files;

  public HttpProtocol(AnalyzerServices services) {
    events = new HttpEvents(services.events());
    options = HttpOptions.of(services.events());
    files = services.shared(FileTracker.class);
  }

  @Override
  public String tag() {
    return "ANALYZER_HTTP";
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
    return new HttpAnalyzer(this, context);
  }

  HttpEvents events() {
    return events;
  }

  HttpOptions options() {
    return options;
  }

  FileTracker files() {
    return files;
  }
}
