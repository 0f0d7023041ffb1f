package org.brood.testkit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A name server on a loopback port, which knows one record for a name and type.
public final class NameServer implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int TTL = 60;

  private final DatagramSocket socket;
  private final Map<String, byte[]> records;

  /// @param records data by name and number of the type, as in `www.example 1`
  public NameServer(Map<String, byte[]> records) throws IOException {
    this.records = records;
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::answerAll);
  }

  /// Where it listens, as `127.0.0.1:port`.
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /// A text as record data.
  public static byte[] text(String text) {
    return Tls.counted(1, text.getBytes(StandardCharsets.US_ASCII));
  }

  private void answerAll() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        byte[] answer = answer(packet.getData());
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // The socket was closed: the test is over.
    }
  }

  private byte[] answer(byte[] question) {
    List<String> labels = new ArrayList<>();
    int at = HEADER;
    while (question[at] != 0) {
      labels.add(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
      at += 1 + question[at];
    }
    String name = String.join(".", labels);
    ByteBuffer header = ByteBuffer.wrap(question);
    int type = header.getShort(at + 1);
    byte[] data = records.getOrDefault(name + " " + type, new byte[0]);
    return Dns.reply(header.getShort(0) & 0xffff, name, type, TTL, data);
  }

  @Override
  public void close() {
    socket.close();
  }
}
