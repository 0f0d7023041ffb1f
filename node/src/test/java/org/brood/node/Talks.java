package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.TcpConversation;

/// Connections of one capture, told apart by the originator's port, with which each line begins
/// that the scripts print.
final class Talks {
  private static final int FIRST_PORT = 10_000;

  private final CompiledProgram.Loaded program;
  private final Path folder;
  private final int port;
  private final Capture capture = new Capture(Capture.ETHERNET);
  private int count;

  /// @param port where the protocol is spoken
  Talks(CompiledProgram.Loaded program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  TcpConversation begin() {
    int from = FIRST_PORT + count;
    return new TcpConversation(capture, 1_000_000L * ++count, "10.0.0.1", from, "10.0.0.2", port)
        .handshake();
  }

  int count() {
    return count;
  }

  /// Question and answer whole, with a cut at each place, and byte by byte.
  void cutEverywhere(byte[] asked, byte[] answered) {
    exchange(new byte[][] {asked}, new byte[][] {answered});
    for (int cut = 1; cut < asked.length; cut++) {
      exchange(halves(asked, cut), new byte[][] {answered});
    }
    for (int cut = 1; cut < answered.length; cut++) {
      exchange(new byte[][] {asked}, halves(answered, cut));
    }
    exchange(single(asked), single(answered));
  }

  private void exchange(byte[][] asked, byte[][] answered) {
    TcpConversation talk = begin();
    for (byte[] piece : asked) {
      talk.send(true, piece);
    }
    for (byte[] piece : answered) {
      talk.send(false, piece);
    }
    talk.close(true).close(false);
  }

  private static byte[][] halves(byte[] bytes, int cut) {
    return new byte[][] {Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)};
  }

  private static byte[][] single(byte[] bytes) {
    byte[][] pieces = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      pieces[i] = new byte[] {bytes[i]};
    }
    return pieces;
  }

  /// What was told of each connection, in order.
  List<List<String>> events() throws IOException {
    EngineRun run = EngineRun.of(program, capture, folder);
    assertThat(run.code()).as(run.messages()).isZero();
    assertThat(run.messages()).doesNotContain("error");
    Map<Integer, List<String>> found = new TreeMap<>();
    for (String line : run.output().lines().toList()) {
      int blank = line.indexOf(' ');
      found
          .computeIfAbsent(Integer.parseInt(line.substring(0, blank)), _ -> new ArrayList<>())
          .add(line.substring(blank + 1));
    }
    return List.copyOf(found.values());
  }

  /// What was told of each connection, which must be the same.
  List<String> sameEvents() throws IOException {
    List<List<String>> all = events();
    assertThat(all).hasSize(count);
    List<String> whole = all.getFirst();
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i)).as("connection %d", i).isEqualTo(whole);
    }
    return whole;
  }
}
