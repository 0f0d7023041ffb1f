package org.brood.analyzer.ssl;

import org.brood.event.Events;

/// What bounds the reading of records and messages, with the scripts' settings.
///
/// @param maxAlerts how many alerts of one record are told (`SSL::max_alerts_per_record`)
/// @param maxVersionErrors after how many datagrams of another version in a row DTLS is given up
/// @param maxReportedVersionErrors how many of these are violations
record SslLimits(long maxAlerts, long maxVersionErrors, long maxReportedVersionErrors) {

  /// The longest handshake message; a longer one is a violation.
  static final int MAX_MESSAGE = 1 << 20;

  /// The longest handshake message over DTLS that comes in fragments.
  static final int MAX_DTLS_MESSAGE = 100_000;

  /// How far apart the records of one message over DTLS may be numbered.
  static final int DTLS_WINDOW = 32;

  /// How many fragments a message over DTLS may have behind the first.
  static final int MAX_DTLS_FRAGMENTS = 30;

  /// How many certificates of one message become files.
  static final int MAX_CERTIFICATES = 256;

  static SslLimits of(Events events) {
    return new SslLimits(
        events.count("SSL::max_alerts_per_record", 10),
        events.count("SSL::dtls_max_version_errors", 10),
        events.count("SSL::dtls_max_reported_version_errors", 1));
  }
}
