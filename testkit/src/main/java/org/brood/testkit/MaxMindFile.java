package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A file in MaxMind's DB format, version 2.0, with an IPv6 tree in which IPv4 addresses lie below
/// `::/96`, as in the databases that people have.
public final class MaxMindFile {
  private static final int V4_DEPTH = 96;
  private static final int SEPARATOR = 16;
  private static final int NOWHERE = -1;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int UINT64 = 9;
  private static final int EXTENDED = 7;
  private static final int LONG_SIZE = 29;

  /// Two entries a node: a node's number, [#NOWHERE], or a place in the data, as its complement
  /// below [#NOWHERE].
  private final List<int[]> nodes = new ArrayList<>();

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public MaxMindFile() {
    nodes.add(new int[] {NOWHERE, NOWHERE});
  }

  /// Adds what is known of a network.
  ///
  /// @param address of 4 or 16 bytes
  /// @param facts maps, lists, texts, and `Double` or `Integer` (an unsigned number of 32 bits)
  public MaxMindFile add(byte[] address, int bits, Map<String, ?> facts) {
    int offset = data.size();
    value(data, facts);
    byte[] whole = new byte[16];
    System.arraycopy(address, 0, whole, 16 - address.length, address.length);
    int depth = address.length == 4 ? V4_DEPTH + bits : bits;
    int node = 0;
    for (int i = 0; i < depth; i++) {
      int side = whole[i / 8] >> 7 - i % 8 & 1;
      if (i == depth - 1) {
        nodes.get(node)[side] = -2 - offset;
      } else {
        if (nodes.get(node)[side] == NOWHERE) {
          nodes.get(node)[side] = nodes.size();
          nodes.add(new int[] {NOWHERE, NOWHERE});
        }
        node = nodes.get(node)[side];
      }
    }
    return this;
  }

  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int entry : node) {
        int written = entry < NOWHERE ? nodes.size() + SEPARATOR - 2 - entry : entry;
        out.writeBytes(
            ByteBuffer.allocate(4).putInt(entry == NOWHERE ? nodes.size() : written).array());
      }
    }
    out.writeBytes(new byte[SEPARATOR]);
    out.writeBytes(data.toByteArray());
    out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    control(out, 7, 9);
    field(out, "node_count", UINT32, nodes.size());
    field(out, "record_size", UINT16, 32);
    field(out, "ip_version", UINT16, 6);
    text(out, "database_type");
    text(out, "Test");
    text(out, "languages");
    value(out, List.of("en"));
    field(out, "binary_format_major_version", UINT16, 2);
    field(out, "binary_format_minor_version", UINT16, 0);
    field(out, "build_epoch", UINT64, 1_700_000_000);
    text(out, "description");
    value(out, Map.of("en", "made by a test"));
    return out.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, String name, int type, int value) {
    text(out, name);
    number(out, type, value);
  }

  private static void number(ByteArrayOutputStream out, int type, int value) {
    int length = (39 - Integer.numberOfLeadingZeros(value)) / 8;
    control(out, type, length);
    out.write(ByteBuffer.allocate(4).putInt(value).array(), 4 - length, length);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    control(out, 2, bytes.length);
    out.writeBytes(bytes);
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> text(out, text);
      case Integer number -> number(out, UINT32, number);
      case Double number -> {
        control(out, 3, 8);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case List<?> list -> {
        control(out, 11, list.size());
        list.forEach(one -> value(out, one));
      }
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        map.forEach((name, one) -> {
          text(out, (String) name);
          value(out, one);
        });
      }
      default -> throw new IllegalArgumentException("no value of this format: " + value);
    }
  }

  private static void control(ByteArrayOutputStream out, int type, int size) {
    int shown = Math.min(size, LONG_SIZE);
    out.write(type > EXTENDED ? shown : type << 5 | shown);
    if (type > EXTENDED) {
      out.write(type - EXTENDED);
    }
    if (size >= LONG_SIZE) {
      out.write(size - LONG_SIZE);
    }
  }
}
