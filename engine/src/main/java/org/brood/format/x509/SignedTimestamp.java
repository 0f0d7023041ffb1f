package org.brood.format.x509;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// A signed certificate timestamp in an extension (RFC 6962, section 3.3).
///
/// @param whole all of it, for versions that are not known
/// @param millis since 1970
public record SignedTimestamp(
    byte[] whole,
    int version,
    byte[] logId,
    long millis,
    byte[] extensions,
    int hash,
    int algorithm,
    byte[] signature) {
  private static final int LOG_ID = 32;
  private static final int FIXED = 1 + LOG_ID + Long.BYTES + 2;

  /// Reads the list in an extension, an octet string in the one that every extension has.
  ///
  /// @return what could be read of it; null if the octet string itself is broken
  public static @Nullable List<SignedTimestamp> parseAll(CertificateExtension extension) {
    DerReader in = extension.value().inside();
    Der inner = in.need(Der.OCTET_STRING);
    return inner == null ? null : parse(ByteBuffer.wrap(inner.contentBytes()));
  }

  private static List<SignedTimestamp> parse(ByteBuffer in) {
    List<SignedTimestamp> all = new ArrayList<>();
    if (in.remaining() < 2) {
      return all;
    }
    int length = Short.toUnsignedInt(in.getShort());
    if (length < in.remaining()) {
      in.limit(in.position() + length);
    }
    while (in.remaining() >= 2) {
      int size = Short.toUnsignedInt(in.getShort());
      if (size > in.remaining()) {
        break;
      }
      byte[] whole = new byte[size];
      in.get(whole);
      SignedTimestamp one = parseOne(whole);
      if (one == null) {
        break;
      }
      all.add(one);
    }
    return all;
  }

  private static @Nullable SignedTimestamp parseOne(byte[] whole) {
    ByteBuffer in = ByteBuffer.wrap(whole);
    if (in.remaining() < FIXED) {
      return null;
    }
    int version = Byte.toUnsignedInt(in.get());
    byte[] logId = new byte[LOG_ID];
    in.get(logId);
    long millis = in.getLong();
    byte[] extensions = counted(in);
    if (extensions == null || in.remaining() < 2) {
      return null;
    }
    int hash = Byte.toUnsignedInt(in.get());
    int algorithm = Byte.toUnsignedInt(in.get());
    byte[] signature = counted(in);
    return signature == null
        ? null
        : new SignedTimestamp(
            whole, version, logId, millis, extensions, hash, algorithm, signature);
  }

  private static byte @Nullable [] counted(ByteBuffer in) {
    if (in.remaining() < 2) {
      return null;
    }
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
