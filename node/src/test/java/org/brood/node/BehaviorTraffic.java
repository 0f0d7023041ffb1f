package org.brood.node;

import java.util.Random;
import org.brood.testkit.Capture;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Packets;
import org.brood.testkit.Ssh;
import org.brood.testkit.TcpConversation;

/// What hosts do over time: each call adds a conversation to a capture.
final class BehaviorTraffic {
  static final long START = 1_700_000_000_000_000L;
  static final long SECOND = 1_000_000L;
  private static final int SEGMENT = 1_400;

  private final Capture capture = new Capture(Capture.ETHERNET);
  private final Random random = new Random(7);
  private int port = 30_000;

  Capture capture() {
    return capture.sort();
  }

  /// A client's port that was not used before.
  int nextPort() {
    port++;
    return port;
  }

  /// @param seconds when, after the beginning
  TcpConversation tcp(double seconds, String from, String to, int toPort) {
    return new TcpConversation(capture, micros(seconds), from, nextPort(), to, toPort);
  }

  static long micros(double seconds) {
    return START + (long) (seconds * SECOND);
  }

  /// A whole conversation.
  BehaviorTraffic talk(double seconds, String from, String to, int toPort, Dialogue dialogue) {
    TcpConversation tcp = tcp(seconds, from, to, toPort).handshake();
    dialogue.send(tcp, SEGMENT);
    tcp.close(true).close(false);
    return this;
  }

  /// A login by ssh.
  BehaviorTraffic login(double seconds, String from, String to) {
    return talk(seconds, from, to, 22, Ssh.login(random, 0, true));
  }

  /// A login by ssh that fails.
  BehaviorTraffic failedLogin(double seconds, String from, String to) {
    return talk(seconds, from, to, 22, Ssh.login(random, 2, false));
  }

  /// A connection that is refused.
  BehaviorTraffic refused(double seconds, String from, String to, int toPort) {
    tcp(seconds, from, to, toPort)
        .packet(true, Packets.SYN, 100, 0)
        .packet(false, Packets.RST | Packets.ACK, 0, 101);
    return this;
  }

  /// A connection that nobody answers.
  BehaviorTraffic unanswered(double seconds, String from, String to, int toPort) {
    tcp(seconds, from, to, toPort).packet(true, Packets.SYN, 100, 0);
    return this;
  }

  /// A datagram, and another one back.
  BehaviorTraffic datagrams(
      double seconds, String from, String to, int toPort, byte[] there, byte[] back) {
    int client = nextPort();
    capture.add(
        micros(seconds),
        Packets.ethernet().ipv4(from, to).udp(client, toPort).payload(there).build());
    capture.add(
        micros(seconds) + 2_000,
        Packets.ethernet().ipv4(to, from).udp(toPort, client).payload(back).build());
    return this;
  }
}
