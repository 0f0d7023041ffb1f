package org.brood.spool;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/// How a file of logs is compressed.
public enum Compression {
  NONE(""),
  /// gzip (RFC 1952): members may follow one another.
  GZIP(".gz"),
  /// Zstandard (RFC 8878): frames may follow one another.
  ZSTD(".zst");

  private static final int BUFFER = 1 << 16;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  /// What a file's name ends with.
  public String ending() {
    return ending;
  }

  /// The compression that a setting names: `none`, `gzip` or `zstd`.
  ///
  /// @throws IllegalArgumentException if it names none
  public static Compression named(String name) {
    return switch (name) {
      case "none" -> NONE;
      case "gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default -> throw new IllegalArgumentException("'" + name + "' is not none, gzip or zstd");
    };
  }

  /// The compression of a file by its name.
  static Compression of(String name) {
    return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /// Some bytes as a member of their own, which can be appended to a file.
  byte[] member(byte[] bytes) {
    return switch (this) {
      case NONE -> bytes;
      case GZIP -> gzip(bytes);
      case ZSTD -> Zstd.compress(bytes);
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }

  /// Compresses what is written to the result.
  OutputStream over(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }
}
