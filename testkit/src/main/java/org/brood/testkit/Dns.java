package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// DNS messages (RFC 1035), without name compression.
public final class Dns {
  public static final int A = 1;
  public static final int PTR = 12;
  public static final int TXT = 16;
  public static final int AAAA = 28;
  private static final int IN = 1;
  private static final int QUERY_FLAGS = 0x0100;
  private static final int REPLY_FLAGS = 0x8180;
  private static final int NAME_ERROR = 3;

  private Dns() {}

  /// A query for one name.
  public static byte[] query(int id, String name, int type) {
    ByteArrayOutputStream out = header(id, QUERY_FLAGS, 1, 0);
    question(out, name, type);
    return out.toByteArray();
  }

  /// A reply with one record; the name does not exist if there is no data.
  public static byte[] reply(int id, String name, int type, int ttl, byte... data) {
    boolean found = data.length > 0;
    ByteArrayOutputStream out =
        header(id, REPLY_FLAGS | (found ? 0 : NAME_ERROR), 1, found ? 1 : 0);
    question(out, name, type);
    if (found) {
      name(out, name);
      two(out, type);
      two(out, IN);
      two(out, ttl >>> 16);
      two(out, ttl);
      two(out, data.length);
      out.writeBytes(data);
    }
    return out.toByteArray();
  }

  /// A name as record data.
  public static byte[] nameData(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, name);
    return out.toByteArray();
  }

  private static ByteArrayOutputStream header(int id, int flags, int questions, int answers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    two(out, id);
    two(out, flags);
    two(out, questions);
    two(out, answers);
    two(out, 0);
    two(out, 0);
    return out;
  }

  private static void question(ByteArrayOutputStream out, String name, int type) {
    name(out, name);
    two(out, type);
    two(out, IN);
  }

  private static void name(ByteArrayOutputStream out, String name) {
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
