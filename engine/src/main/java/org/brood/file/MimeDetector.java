package org.brood.file;

import java.util.List;

/// Tells types of content by their first bytes.
@FunctionalInterface
public interface MimeDetector {
  /// A type that fits.
  record Match(String mime, long strength) {}

  /// All types that fit, the strongest first.
  List<Match> detect(byte[] start);
}
