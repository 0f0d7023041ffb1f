package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerServices;
import org.brood.file.FileTracker;

/// What all connections of a protocol share.
///
/// @param source the protocol's name, as files have it
record SslShared(SslEvents events, SslLimits limits, FileTracker files, String source) {
  static SslShared of(AnalyzerServices services, String source) {
    return new SslShared(
        new SslEvents(services.events()),
        SslLimits.of(services.events()),
        services.shared(FileTracker.class),
        source);
  }
}
