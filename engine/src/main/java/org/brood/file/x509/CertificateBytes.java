package org.brood.file.x509;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.file.FileAnalyzer;
import org.brood.file.TrackedFile;

/// Gathers the bytes of a file, up to a limit, and reads them when they are whole. A gap makes them
/// useless.
abstract class CertificateBytes implements FileAnalyzer {
  /// The longest file that is read.
  static final int MAX = 1 << 20;

  private final TrackedFile file;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  CertificateBytes(TrackedFile file) {
    this.file = file;
  }

  final TrackedFile file() {
    return file;
  }

  /// The file is whole.
  abstract void read(byte[] whole);

  @Override
  public final boolean stream(MemorySegment data, long offset, int length) {
    if (length > MAX - bytes.size()) {
      file.weird("x509_file_too_large", "");
      return false;
    }
    byte[] copy = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    bytes.writeBytes(copy);
    return true;
  }

  @Override
  public final boolean undelivered(long place, long length) {
    return false;
  }

  @Override
  public final boolean end() {
    read(bytes.toByteArray());
    return false;
  }
}
