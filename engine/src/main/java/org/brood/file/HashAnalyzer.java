package org.brood.file;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.List;
import org.brood.event.EventType;
import org.brood.script.value.Digests;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Computes a hash of a whole file (event `file_hash`). A gap makes it useless.
final class HashAnalyzer implements FileAnalyzer {
  private final TrackedFile file;
  private final String name;
  private final MessageDigest digest;
  private final EventType event;
  private boolean fed;

  private HashAnalyzer(TrackedFile file, String name, MessageDigest digest, EventType event) {
    this.file = file;
    this.name = name;
    this.digest = digest;
    this.event = event;
  }

  /// Makes hash analyzers of one algorithm.
  record Factory(String tag, String name, String algorithm, EventType event)
      implements FileAnalyzerFactory {
    @Override
    public FileAnalyzer create(TrackedFile file, Record arguments) {
      return new HashAnalyzer(file, name, Digests.fresh(algorithm), event);
    }
  }

  static List<FileAnalyzerFactory> factories(EventType event) {
    return List.of(
        new Factory("ANALYZER_MD5", "md5", "MD5", event),
        new Factory("ANALYZER_SHA1", "sha1", "SHA-1", event),
        new Factory("ANALYZER_SHA224", "sha224", "SHA-224", event),
        new Factory("ANALYZER_SHA256", "sha256", "SHA-256", event),
        new Factory("ANALYZER_SHA384", "sha384", "SHA-384", event),
        new Factory("ANALYZER_SHA512", "sha512", "SHA-512", event));
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int length) {
    if (length > 0) {
      fed = true;
      digest.update(data.asSlice(offset, length).asByteBuffer());
    }
    return true;
  }

  @Override
  public boolean undelivered(long place, long length) {
    return false;
  }

  @Override
  public boolean end() {
    if (fed) {
      file.raise(event, file.record(), Str.of(name), Digests.hex(digest.digest()));
    }
    return false;
  }
}
