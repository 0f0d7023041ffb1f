package org.brood.file.x509;

import java.util.List;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.file.TrackedFile;
import org.brood.format.x509.CertificateExtension;
import org.brood.format.x509.SignedTimestamp;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.value.Str;

/// Signed timestamps, which certificates and OCSP responses may have.
final class ExtensionEvents {
  private final EventType timestamp;

  ExtensionEvents(Events events) {
    timestamp = events.type("x509_ocsp_ext_signed_certificate_timestamp");
  }

  void timestamps(TrackedFile file, CertificateExtension extension) {
    if (!timestamp.isWanted()) {
      return;
    }
    List<SignedTimestamp> all = SignedTimestamp.parseAll(extension);
    if (all == null) {
      file.tracker()
          .events()
          .runtime()
          .report(Level.ERROR, "signed certificate timestamps without their octet string");
      return;
    }
    for (SignedTimestamp one : all) {
      file.raise(
          timestamp,
          file.record(),
          (long) one.version(),
          Str.wrap(one.logId()),
          one.millis(),
          (long) one.hash(),
          (long) one.algorithm(),
          Str.wrap(one.signature()));
    }
  }
}
