package org.brood.link;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bytes of [LinkMessage]s: a kind and its fields, without the length before them.
final class LinkFormat {
  private static final int HELLO = 1;
  private static final int READY = 2;
  private static final int EVENT = 3;
  private static final int SUBSCRIBE = 4;
  private static final int UNSUBSCRIBE = 5;
  private static final int NODES = 6;
  private static final int COUNTERS = 7;
  private static final int ASK = 8;
  private static final int ANSWER = 9;

  /// Things in one list at most.
  private static final int MAX_LIST = 100_000;

  private LinkFormat() {}

  static byte[] bytes(LinkMessage message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    switch (message) {
      case LinkMessage.Hello(ClusterNode node, long pid) -> {
        out.writeByte(HELLO);
        node(out, node);
        out.writeLong(pid);
      }
      case LinkMessage.Ready() -> out.writeByte(READY);
      case LinkMessage.Event(String node, String topic, byte[] payload) -> {
        out.writeByte(EVENT);
        text(out, node);
        text(out, topic);
        out.write(payload);
      }
      case LinkMessage.Subscribe(String prefix) -> {
        out.writeByte(SUBSCRIBE);
        text(out, prefix);
      }
      case LinkMessage.Unsubscribe(String prefix) -> {
        out.writeByte(UNSUBSCRIBE);
        text(out, prefix);
      }
      case LinkMessage.Nodes(List<ClusterNode> nodes) -> {
        out.writeByte(NODES);
        out.writeInt(nodes.size());
        for (ClusterNode node : nodes) {
          node(out, node);
        }
      }
      case LinkMessage.Counters(Map<String, Long> counters) -> {
        out.writeByte(COUNTERS);
        out.writeInt(counters.size());
        for (Map.Entry<String, Long> counter : counters.entrySet()) {
          text(out, counter.getKey());
          out.writeLong(counter.getValue());
        }
      }
      case LinkMessage.Ask(long id, List<String> arguments) -> {
        out.writeByte(ASK);
        out.writeLong(id);
        out.writeInt(arguments.size());
        for (String argument : arguments) {
          text(out, argument);
        }
      }
      case LinkMessage.Answer(long id, boolean ok, String text) -> {
        out.writeByte(ANSWER);
        out.writeLong(id);
        out.writeBoolean(ok);
        text(out, text);
      }
    }
    return bytes.toByteArray();
  }

  /// @throws IOException if these are no message
  static LinkMessage message(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case HELLO -> new LinkMessage.Hello(node(in), in.readLong());
      case READY -> new LinkMessage.Ready();
      case EVENT -> new LinkMessage.Event(text(in), text(in), in.readAllBytes());
      case SUBSCRIBE -> new LinkMessage.Subscribe(text(in));
      case UNSUBSCRIBE -> new LinkMessage.Unsubscribe(text(in));
      case NODES -> nodes(in);
      case COUNTERS -> counters(in);
      case ASK -> ask(in);
      case ANSWER -> new LinkMessage.Answer(in.readLong(), in.readBoolean(), text(in));
      default -> throw new IOException("no message of kind " + kind);
    };
  }

  private static LinkMessage nodes(DataInputStream in) throws IOException {
    int count = size(in);
    List<ClusterNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(node(in));
    }
    return new LinkMessage.Nodes(nodes);
  }

  private static void node(DataOutputStream out, ClusterNode node) throws IOException {
    text(out, node.name());
    text(out, node.type().name());
    text(out, node.id());
    text(out, node.address());
  }

  private static ClusterNode node(DataInputStream in) throws IOException {
    String name = text(in);
    String type = text(in);
    try {
      return new ClusterNode(name, NodeType.valueOf(type), text(in), text(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("no type of node: " + type, e);
    }
  }

  private static LinkMessage counters(DataInputStream in) throws IOException {
    int count = size(in);
    Map<String, Long> counters = new HashMap<>();
    for (int i = 0; i < count; i++) {
      counters.put(text(in), in.readLong());
    }
    return new LinkMessage.Counters(counters);
  }

  private static LinkMessage ask(DataInputStream in) throws IOException {
    long id = in.readLong();
    int count = size(in);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(text(in));
    }
    return new LinkMessage.Ask(id, arguments);
  }

  private static int size(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > MAX_LIST) {
      throw new IOException("a list of " + size);
    }
    return size;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
