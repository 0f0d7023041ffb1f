package org.brood.file.x509;

import org.brood.event.Events;
import org.brood.file.FileTracker;

/// The analyzers of certificates and OCSP messages.
public final class CertificateAnalyzers {
  private CertificateAnalyzers() {}

  /// Makes them known.
  public static void register(FileTracker tracker) {
    Events events = tracker.events();
    CertificateRecords records = new CertificateRecords(events);
    ExtensionEvents extensions = new ExtensionEvents(events);
    tracker.add(new CertificateAnalyzer.Factory(events, records, extensions));
    tracker.add(new OcspAnalyzer.Factory(events, records, extensions, true));
    tracker.add(new OcspAnalyzer.Factory(events, records, extensions, false));
  }
}
