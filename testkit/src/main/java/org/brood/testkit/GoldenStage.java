package org.brood.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the conversations of a golden capture take place: they begin ten seconds apart.
class GoldenStage {
  static final String CLIENT = "10.0.0.1";
  static final String SERVER = "192.0.2.80";
  private static final long START = 1_600_000_000_000_000L;

  final Capture capture;
  private int conversations;

  GoldenStage(Capture capture) {
    this.capture = capture;
  }

  long nextStart() {
    return START + 10_000_000L * conversations++;
  }

  TcpConversation tcp(int port) {
    return new TcpConversation(capture, nextStart(), CLIENT, 40_000 + conversations, SERVER, port);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] lines(String text) {
    return bytes(text.replace("\n", "\r\n"));
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  void udp(int from, int to, String payload) {
    capture.add(
        nextStart(),
        Packets.ethernet().ipv4(CLIENT, SERVER).udp(from, to).payload(payload).build());
  }

  void udp(long micros, String from, int fromPort, String to, int toPort, byte[] payload) {
    capture.add(
        micros, Packets.ethernet().ipv4(from, to).udp(fromPort, toPort).payload(payload).build());
  }
}
