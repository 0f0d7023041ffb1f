package org.brood.script.bif;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.Digests;
import org.brood.script.value.IntVal;
import org.brood.script.value.Opaque;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.TimeVal;
import org.jspecify.annotations.Nullable;

/// Hash functions: MD5 (RFC 1321), SHA-1 and SHA-2 (RFC 6234), HMAC (RFC 2104), FNV-1a.
@Natives
public final class Hashes {
  private static final int TAG_BOOL = 1;
  private static final int TAG_INT = 2;
  private static final int TAG_COUNT = 3;
  private static final int TAG_DOUBLE = 4;
  private static final int TAG_TIME = 5;
  private static final int TAG_ENUM = 9;
  private static final int TAG_PORT = 10;
  private static final int TAG_ADDR = 11;
  private static final int TAG_SUBNET = 12;

  private Hashes() {}

  /// A hash that is being computed.
  public static final class Handle implements Opaque {
    private final String typeName;
    private MessageDigest digest;
    private boolean finished;

    Handle(String typeName, MessageDigest digest) {
      this.typeName = typeName;
      this.digest = digest;
    }

    @Override
    public String typeName() {
      return typeName;
    }

    @Override
    public Opaque copied() {
      try {
        Handle twin = new Handle(typeName, (MessageDigest) digest.clone());
        twin.finished = finished;
        return twin;
      } catch (CloneNotSupportedException e) {
        return this;
      }
    }
  }

  private static Str hash(String algorithm, @Nullable Object[] values) {
    MessageDigest digest = Digests.fresh(algorithm);
    for (Object value : values) {
      digest.update(bytes(value));
    }
    return Digests.hex(digest.digest());
  }

  static byte[] bytes(@Nullable Object value) {
    return switch (value) {
      case null -> new byte[0];
      case Str s -> s.bytes();
      case Boolean b -> binary(TAG_BOOL, b ? 1 : 0);
      case IntVal(long n) -> binary(TAG_INT, n);
      case Long n -> binary(TAG_COUNT, n);
      case Double d -> binary(TAG_DOUBLE, Double.doubleToRawLongBits(d));
      case TimeVal(double d) -> binary(TAG_TIME, Double.doubleToRawLongBits(d));
      case EnumType.Item item -> text(tagged(TAG_ENUM), item.name()).toBytes();
      case Port port -> {
        String[] text = port.toString().split("/", 2);
        ByteSink out = tagged(TAG_PORT);
        littleEndian(out, port.number(), Integer.BYTES);
        yield text(text(out, "/"), text[text.length - 1]).toBytes();
      }
      case Addr addr -> text(tagged(TAG_ADDR), addr.toString()).toBytes();
      case Subnet net -> text(tagged(TAG_SUBNET), net.toString()).toBytes();
      default -> {
        ByteSink out = new ByteSink();
        Describe.appendAny(out, value);
        yield out.toBytes();
      }
    };
  }

  /// What is hashed of a value that is no string: the number of its type in four bytes, least one
  /// first, then a number in eight, or text with a zero byte.
  private static byte[] binary(int tag, long value) {
    ByteSink out = tagged(tag);
    littleEndian(out, value, Long.BYTES);
    return out.toBytes();
  }

  private static ByteSink tagged(int tag) {
    ByteSink out = new ByteSink();
    littleEndian(out, tag, Integer.BYTES);
    return out;
  }

  private static ByteSink text(ByteSink out, String text) {
    return out.put(Str.of(text)).put(0);
  }

  private static void littleEndian(ByteSink out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.put((int) (value >>> 8 * i) & 0xff);
    }
  }

  public static Str md5_hash(@Nullable Object[] values) {
    return hash("MD5", values);
  }

  public static Str sha1_hash(@Nullable Object[] values) {
    return hash("SHA-1", values);
  }

  public static Str sha224_hash(@Nullable Object[] values) {
    return hash("SHA-224", values);
  }

  public static Str sha256_hash(@Nullable Object[] values) {
    return hash("SHA-256", values);
  }

  public static Str sha384_hash(@Nullable Object[] values) {
    return hash("SHA-384", values);
  }

  public static Str sha512_hash(@Nullable Object[] values) {
    return hash("SHA-512", values);
  }

  private static Str hmac(Runtime rt, String algorithm, @Nullable Object[] values) {
    MessageDigest digest = Digests.fresh(algorithm);
    for (Object value : values) {
      digest.update(bytes(value));
    }
    byte[] inner = digest.digest();
    byte[] key = rt.serviceOr(HmacKey.class, HmacKey::random).bytes();
    for (int i = 0; i < inner.length; i++) {
      inner[i] ^= key[i % key.length];
    }
    return Digests.hex(digest.digest(inner));
  }

  public static Str md5_hmac(Runtime rt, @Nullable Object[] values) {
    return hmac(rt, "MD5", values);
  }

  public static Str sha256_hmac(Runtime rt, @Nullable Object[] values) {
    return hmac(rt, "SHA-256", values);
  }

  public static Opaque md5_hash_init() {
    return new Handle("md5", Digests.fresh("MD5"));
  }

  public static Opaque sha1_hash_init() {
    return new Handle("sha1", Digests.fresh("SHA-1"));
  }

  public static Opaque sha224_hash_init() {
    return new Handle("sha224", Digests.fresh("SHA-224"));
  }

  public static Opaque sha256_hash_init() {
    return new Handle("sha256", Digests.fresh("SHA-256"));
  }

  public static Opaque sha384_hash_init() {
    return new Handle("sha384", Digests.fresh("SHA-384"));
  }

  public static Opaque sha512_hash_init() {
    return new Handle("sha512", Digests.fresh("SHA-512"));
  }

  private static boolean update(Opaque handle, Str data) {
    if (!(handle instanceof Handle h) || h.finished) {
      return false;
    }
    h.digest.update(data.bytes());
    return true;
  }

  private static Str finish(Opaque handle) {
    if (!(handle instanceof Handle h) || h.finished) {
      return Str.EMPTY;
    }
    h.finished = true;
    return Digests.hex(h.digest.digest());
  }

  public static boolean md5_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static boolean sha1_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static boolean sha224_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static boolean sha256_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static boolean sha384_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static boolean sha512_hash_update(Opaque handle, Str data) {
    return update(handle, data);
  }

  public static Str md5_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static Str sha1_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static Str sha224_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static Str sha256_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static Str sha384_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static Str sha512_hash_finish(Opaque handle) {
    return finish(handle);
  }

  public static long fnv1a32(Runtime rt, Object input) {
    int hash = 0x811c9dc5;
    for (byte b : bytes(input)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return hash & 0xffff_ffffL;
  }

  public static long fnv1a64(Runtime rt, Object input) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes(input)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static @Nullable String alphabet(Runtime rt, Str given) {
    if (given.isEmpty()) {
      return BASE64;
    }
    if (given.length() != 64) {
      rt.note(Level.ERROR, "base64 decoding alphabet is not 64 characters: " + given);
      return null;
    }
    return given.toLatin1();
  }

  public static Str encode_base64(Runtime rt, Str s, Str given) {
    String alphabet = alphabet(rt, given);
    if (alphabet == null) {
      return Str.EMPTY;
    }
    ByteSink out = new ByteSink(s.length() * 4 / 3 + 4);
    for (int i = 0; i < s.length(); i += 3) {
      int have = Math.min(3, s.length() - i);
      int bits = 0;
      for (int j = 0; j < 3; j++) {
        bits = bits << 8 | (j < have ? s.at(i + j) : 0);
      }
      for (int j = 0; j < 4; j++) {
        out.put(j <= have ? alphabet.charAt(bits >> (18 - 6 * j) & 63) : '=');
      }
    }
    return out.toStr();
  }

  public static Str decode_base64(Runtime rt, Str s, Str given) {
    String alphabet = alphabet(rt, given);
    Str decoded = alphabet == null ? null : decode(rt, s, alphabet);
    if (decoded == null) {
      rt.note(Level.ERROR, "error in decoding string " + s);
      return Str.EMPTY;
    }
    return decoded;
  }

  public static boolean is_valid_base64(Runtime rt, Str s, Str given) {
    String alphabet = alphabet(rt, given);
    return alphabet != null && decode(rt, s, alphabet) != null;
  }

  private static @Nullable Str decode(Runtime rt, Str s, String alphabet) {
    ByteSink out = new ByteSink(s.length());
    int bits = 0;
    int count = 0;
    int padding = 0;
    for (int i = 0; i < s.length(); i++) {
      int c = s.at(i);
      if (c == '=') {
        padding++;
        continue;
      }
      int value = alphabet.indexOf(c);
      if (value < 0) {
        rt.note(Level.ERROR, "character " + c + " ignored by Base64 decoding");
        return null;
      }
      if (padding > 0) {
        return null;
      }
      bits = bits << 6 | value;
      if (++count == 4) {
        out.put(bits >> 16).put(bits >> 8).put(bits);
        bits = 0;
        count = 0;
      }
    }
    if (count == 1 || count > 0 && padding > 0 && count + padding != 4) {
      rt.note(
          Level.ERROR, "incomplete base64 group, padding with " + (4 - count) * 6 + " bits of 0");
      return null;
    }
    if (count == 2) {
      out.put(bits >> 4);
    } else if (count == 3) {
      out.put(bits >> 10).put(bits >> 2);
    }
    return out.toStr();
  }

  public static Str uuid_to_string(Str s) {
    if (s.length() < 16) {
      return Str.of("<Invalid UUID>");
    }
    byte[] b = s.sub(0, 16).bytes();
    // The first three parts are numbers, least byte first, as in GUIDs of Windows.
    byte[] ordered = {
      b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6],
      b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
    };
    String hex = HexFormat.of().formatHex(ordered);
    return Str.of(
        String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20)));
  }
}
