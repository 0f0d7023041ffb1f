package org.brood.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.brood.testkit.Capture;
import org.brood.testkit.FrameSender;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;

/// What runs inside a network namespace of a test: a pair of interfaces, monitors that listen on
/// one end, and a capture that is sent into the other.
///
/// Arguments: the folder to work in, the name of the interface as monitors are told it, how many
/// monitors there are, how many packets are sent at least (the capture as often as that takes), how
/// many of them a second (0 for as many as can be), and how many bytes a monitor's ring has.
/// Monitor N writes its logs into `logsN` and its messages into `errN`.
final class LiveSite {
  static final int CONVERSATIONS = 40;

  private static final double SECOND = 1e9;

  /// A monitor and the thread that copies its messages.
  private record Monitor(Process process, Thread messages) {}

  private LiveSite() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    run("ip", "link", "set", "lo", "up");
    run("ip", "link", "add", "sent", "type", "veth", "peer", "name", "seen");
    run("ip", "link", "set", "sent", "addrgenmode", "none");
    run("ip", "link", "set", "seen", "addrgenmode", "none");
    run("ip", "link", "set", "sent", "up");
    run("ip", "link", "set", "seen", "up");
    List<Monitor> monitors = new ArrayList<>();
    int code = 0;
    try {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        monitors.add(monitor(folder, arguments[1], i, arguments[5]));
      }
      try (FrameSender sender = FrameSender.open("sent")) {
        send(sender, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
      }
    } finally {
      monitors.forEach(monitor -> monitor.process().toHandle().destroy());
    }
    for (Monitor monitor : monitors) {
      code |= monitor.process().waitFor();
      monitor.messages().join();
    }
    System.exit(code);
  }

  /// How many packets are sent if at least that many are wanted.
  static int packets(int wanted) {
    int whole = traffic().entries().size();
    return Math.ceilDiv(Math.max(1, wanted), whole) * whole;
  }

  private static void send(FrameSender sender, int wanted, int rate) throws IOException {
    List<Capture.Entry> entries = traffic().entries();
    int count = packets(wanted);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + (rate == 0 ? 0 : Math.round(i / (double) rate * SECOND));
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      sender.send(entries.get(i % entries.size()).bytes());
    }
  }

  /// Web pages, and one question and answer within a VLAN.
  static Capture traffic() {
    Capture capture = new Capture(Capture.ETHERNET);
    for (int i = 0; i < CONVERSATIONS; i++) {
      new TcpConversation(capture, 1_000_000L * i, "10.1.0." + (i + 1), 40_000 + i, "10.2.0.1", 80)
          .handshake()
          .send(true, "GET /page" + i + " HTTP/1.1\r\nHost: www.example.com\r\n\r\n")
          .send(false, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
          .close(true);
    }
    long end = 1_000_000L * CONVERSATIONS;
    capture.add(
        end,
        Packets.ethernet()
            .vlan(0x8100, 7)
            .ipv4("10.1.0.1", "10.2.0.2")
            .udp(5000, 6000)
            .payload("who")
            .build());
    capture.add(
        end + 1,
        Packets.ethernet()
            .vlan(0x8100, 7)
            .ipv4("10.2.0.2", "10.1.0.1")
            .udp(6000, 5000)
            .payload("me")
            .build());
    return capture;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  /// What monitors print of their source at their end.
  private static Path script(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("stats.zeek"),
        "event zeek_done() { local s = get_net_stats();"
            + " print s$pkts_recvd, s$pkts_dropped, s$pkts_link; }\n");
  }

  /// Starts a monitor, which listens when this returns.
  private static Monitor monitor(Path folder, String interfaceName, int number, String ringBytes)
      throws IOException {
    Path logs = folder.resolve("logs" + number);
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dbrood.scripts=" + System.getProperty("brood.scripts"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-i",
                interfaceName,
                "--log-dir",
                logs.toString(),
                "AF_Packet::buffer_size=" + ringBytes,
                "policy/protocols/conn/vlan-logging",
                script(folder).toString())
            .redirectOutput(folder.resolve("out" + number).toFile())
            .start();
    BufferedReader messages = made.errorReader();
    Path copy = folder.resolve("err" + number);
    List<String> before = new ArrayList<>();
    String line = messages.readLine();
    while (line != null && !line.startsWith("listening on ")) {
      before.add(line);
      line = messages.readLine();
    }
    if (line == null) {
      throw new IOException("the monitor ended: " + before);
    }
    Thread copying =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Files.write(copy, messages.lines().toList());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return new Monitor(made, copying);
  }
}
