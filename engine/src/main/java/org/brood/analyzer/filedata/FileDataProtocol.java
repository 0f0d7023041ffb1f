package org.brood.analyzer.filedata;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.event.EventType;
import org.brood.file.FileTracker;

/// A kind of connection that carries files.
public final class FileDataProtocol implements Protocol {
  private static final String IRC = "IRC_DATA";

  private final String name;
  private final EventType transferred;
  private final EventType acknowledged;
  private final FileTracker files;

  /// @param name of the protocol, `FTP_DATA` or `IRC_DATA`
  public FileDataProtocol(AnalyzerServices services, String name) {
    this.name = name;
    this.transferred = services.events().type("file_transferred");
    this.acknowledged = services.events().type("irc_dcc_send_ack");
    this.files = services.shared(FileTracker.class);
  }

  @Override
  public String tag() {
    return "ANALYZER_" + name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProtocolAnalyzer create(AnalyzerContext context) {
    return new FileDataAnalyzer(this, context);
  }

  /// Whether the side that began only tells how many bytes it has got.
  boolean isAcknowledged() {
    return name.equals(IRC);
  }

  EventType acknowledged() {
    return acknowledged;
  }

  EventType transferred() {
    return transferred;
  }

  FileTracker files() {
    return files;
  }
}
