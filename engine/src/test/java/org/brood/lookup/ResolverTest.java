package org.brood.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.event.Inbox;
import org.brood.script.value.Addr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions to a name server that the test is itself.
class ResolverTest {
  private static final int A = 1;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int HEADER = 12;
  private static final int NO_SUCH_NAME = 3;

  private final Inbox inbox = new Inbox();
  private DatagramSocket server;
  private Resolver resolver;

  /// What the server knows, by name and type.
  private final Map<String, byte[]> records =
      Map.of(
          "7.2.0.192.in-addr.arpa " + PTR, name("www", "example"),
          "example " + TXT, text("v=1 hello"),
          "short.example " + TXT, text("v=1"),
          "odd.example " + TXT, text("say \"a\\b\""),
          "example " + A, new byte[] {(byte) 192, 0, 2, 7});

  @BeforeEach
  void serve() throws IOException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answerAll);
    resolver = new Resolver(inbox, "127.0.0.1:" + server.getLocalPort());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void answerAll() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        byte[] answer = answer(packet.getData());
        server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // The socket was closed: the test is over.
    }
  }

  private byte[] answer(byte[] question) {
    StringBuilder asked = new StringBuilder();
    int at = HEADER;
    while (question[at] != 0) {
      asked.append(asked.isEmpty() ? "" : ".");
      asked.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
      at += 1 + question[at];
    }
    int end = at + 5;
    int type = question[at + 2];
    byte[] data = records.get(asked + " " + type);
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort(ByteBuffer.wrap(question).getShort());
    out.putShort((short) (0x8580 | (data == null ? NO_SUCH_NAME : 0)));
    out.putShort((short) 1).putShort((short) (data == null ? 0 : 1)).putInt(0);
    out.put(question, HEADER, end - HEADER);
    if (data != null) {
      out.putShort((short) 0xc00c).putShort((short) type).putShort((short) 1).putInt(60);
      out.putShort((short) data.length).put(data);
    }
    byte[] sent = new byte[out.position()];
    out.flip().get(sent);
    return sent;
  }

  private static byte[] name(String... labels) {
    ByteBuffer out = ByteBuffer.allocate(64);
    for (String label : labels) {
      out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.put((byte) 0);
    byte[] all = new byte[out.position()];
    out.flip().get(all);
    return all;
  }

  private static byte[] text(String text) {
    return ByteBuffer.allocate(text.length() + 1)
        .put((byte) text.length())
        .put(text.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  @Test
  void nameOfAnAddressHasNoDotAtItsEnd() {
    assertThat(resolver.name(Addr.v4(0xc0000207))).isEqualTo("www.example");
  }

  @Test
  void addressWithoutANameHasAnEmptyOne() {
    assertThat(resolver.name(Addr.v4(0xc0000208))).isEmpty();
  }

  @Test
  void addressesAndTextsOfAName() {
    assertThat(resolver.addresses("example")).containsExactly(Addr.v4(0xc0000207));
    assertThat(resolver.text("example")).isEqualTo("v=1 hello");
    assertThat(resolver.text("short.example")).isEqualTo("v=1");
    assertThat(resolver.text("odd.example")).isEqualTo("say \"a\\b\"");
    assertThat(resolver.text("nowhere")).isEmpty();
    assertThat(resolver.addresses("nowhere")).isEmpty();
  }

  @Test
  void answersComeByTheInbox() {
    List<String> told = new ArrayList<>();

    resolver.ask(() -> resolver.name(Addr.v4(0xc0000207)), "", told::add);
    int before = resolver.pending();
    boolean came = inbox.await(10_000);

    assertThat(before).isEqualTo(1);
    assertThat(came).isTrue();
    assertThat(told).containsExactly("www.example");
    assertThat(resolver.pending()).isZero();
  }

  @Test
  void addressesAreLookedUpBackwards() {
    assertThat(Resolver.reverse(new Addr(0x20010db800000000L, 0x567_89abL)))
        .isEqualTo("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  }
}
