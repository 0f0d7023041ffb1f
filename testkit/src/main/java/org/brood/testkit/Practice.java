package org.brood.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Traffic to practise on: the JVM learns from it which methods a run needs, and which ways through
/// them are taken, so that later runs are fast from their start.
///
/// It is mornings in offices and conversations of all protocols, as a network with faults shows
/// them: packets are lost, doubled, late, cut short and damaged, segments end elsewhere and
/// overlap, some hosts speak IPv6, in a VLAN, or through a tunnel. What never happens here costs a
/// run time when it meets it first, for the JVM's second compiler leaves out ways that it has not
/// seen taken.
public final class Practice {
  private static final int ROUNDS = 6;

  /// How often a round has each conversation.
  private static final int COPIES = 40;

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final long START_MICROS = 1_788_000_300_000_000L;
  private static final int FILE_HEADER = 24;
  private static final int LINK_BYTES = 34;

  /// How likely each of a packet's accidents is, after the first round, which is clean.
  private static final double ACCIDENTS = 0.01;

  private static final List<String> CONVERSATIONS =
      List.of(
          "tcp-states",
          "tcp-content",
          "fragments",
          "vlan",
          "vlan-same",
          "icmp-udp",
          "dns",
          "dns-tcp",
          "http",
          "http-bodies",
          "file-hole",
          "http-connect",
          "ssh",
          "mail",
          "finger",
          "ftp",
          "irc",
          "office-services",
          "weird",
          "tls",
          "violations");

  private final Random random;
  private final double accidents;
  private final Capture into = new Capture(Capture.ETHERNET);

  private Practice(int round) {
    this.random = new Random(round);
    this.accidents = round == 0 ? 0 : ACCIDENTS;
  }

  /// Writes the traffic to the file that the first argument names.
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  private static void write(Path file) throws IOException {
    List<Capture> conversations = new ArrayList<>();
    CONVERSATIONS.forEach(name -> conversations.add(GoldenCaptures.make(name + ".pcap")));
    int number = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(new Capture(Capture.ETHERNET).pcap(ByteOrder.LITTLE_ENDIAN));
      for (int round = 0; round < ROUNDS; round++) {
        Practice made = new Practice(round);
        long begin = START_MICROS + round * DAY_MICROS;
        made.add(OfficeMorning.make(round + 1L), begin, number++);
        for (int copy = 0; copy < COPIES; copy++) {
          long at = begin + copy * (HOUR_MICROS / COPIES);
          for (Capture conversation : conversations) {
            made.add(conversation, at, number);
          }
          number++;
        }
        byte[] pcap = made.into.sort().pcap(ByteOrder.LITTLE_ENDIAN);
        out.write(pcap, FILE_HEADER, pcap.length - FILE_HEADER);
      }
    }
  }

  /// Adds a capture, moved to a time and to addresses of its own.
  private void add(Capture capture, long begin, int number) {
    long zero = capture.entries().getFirst().micros();
    for (Capture.Entry entry : capture.entries()) {
      byte[] frame = entry.bytes().clone();
      long micros = begin + entry.micros() - zero;
      Frames.move(frame, number);
      if (!Frames.isIpv4(frame)) {
        into.add(micros, frame, entry.wireLength());
      } else if (!happens()) {
        for (byte[] part : segments(frame)) {
          send(micros, part);
        }
      }
    }
  }

  private boolean happens() {
    return random.nextDouble() < accidents;
  }

  /// The segment, or, now and then, two that overlap by some bytes or not.
  private List<byte[]> segments(byte[] frame) {
    int length = Frames.tcpPayload(frame);
    if (length < 2 || random.nextDouble() >= 3 * accidents) {
      return List.of(frame);
    }
    int cut = 1 + random.nextInt(length - 1);
    int again = random.nextBoolean() ? 0 : random.nextInt(Math.min(cut, 8) + 1);
    return List.of(Frames.part(frame, 0, cut), Frames.part(frame, cut - again, length));
  }

  private void send(long micros, byte[] segment) {
    byte[] frame = segment;
    if (frame.length > LINK_BYTES && happens()) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        frame[LINK_BYTES + random.nextInt(frame.length - LINK_BYTES)] = (byte) random.nextInt();
      }
    }
    int pair = Frames.pair(frame);
    if (pair < 38 && !Frames.isFragment(frame)) {
      frame = Frames.ipv6(frame);
    } else if (pair >= 38 && pair < 46) {
      frame = Frames.tagged(frame, 10);
    } else if (pair >= 46 && pair < 54) {
      frame = Frames.tunnelled(frame);
    }
    int wire = frame.length;
    if (random.nextDouble() < accidents / 2) {
      frame = Arrays.copyOf(frame, 20 + random.nextInt(frame.length - 20));
    }
    into.add(micros + (happens() ? random.nextInt(20_000) : 0), frame, wire);
    if (happens()) {
      into.add(micros + random.nextInt(300_000), frame, wire);
    }
  }
}
