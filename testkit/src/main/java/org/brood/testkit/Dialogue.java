package org.brood.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What two sides say to each other, whatever packets carry it.
public final class Dialogue {

  /// What one side says before the other one answers.
  public record Turn(boolean fromClient, byte[] bytes) {}

  private final List<Turn> turns = new ArrayList<>();

  public Dialogue client(byte... bytes) {
    turns.add(new Turn(true, bytes));
    return this;
  }

  public Dialogue server(byte... bytes) {
    turns.add(new Turn(false, bytes));
    return this;
  }

  /// Lines, each ended by CRLF.
  public Dialogue client(String... lines) {
    return client(text(lines));
  }

  /// Lines, each ended by CRLF.
  public Dialogue server(String... lines) {
    return server(text(lines));
  }

  public Dialogue add(Turn turn) {
    turns.add(turn);
    return this;
  }

  private static byte[] text(String... lines) {
    StringBuilder all = new StringBuilder();
    for (String line : lines) {
      all.append(line).append("\r\n");
    }
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  public List<Turn> turns() {
    return turns;
  }

  /// How many bytes there are in all.
  public int length() {
    return turns.stream().mapToInt(turn -> turn.bytes().length).sum();
  }

  /// Sends all of it in segments of at most `segment` bytes.
  public void send(TcpConversation talk, int segment) {
    for (Turn turn : turns) {
      for (int from = 0; from < turn.bytes().length; from += segment) {
        int to = Math.min(turn.bytes().length, from + segment);
        talk.send(turn.fromClient(), Arrays.copyOfRange(turn.bytes(), from, to));
      }
    }
  }

  /// Sends each turn in one segment, but for the one that has byte number `cut` of the whole, which
  /// is sent in two.
  public void sendCut(TcpConversation talk, int cut) {
    int begin = 0;
    for (Turn turn : turns) {
      byte[] bytes = turn.bytes();
      int at = cut - begin;
      if (at > 0 && at < bytes.length) {
        talk.send(turn.fromClient(), Arrays.copyOf(bytes, at));
        talk.send(turn.fromClient(), Arrays.copyOfRange(bytes, at, bytes.length));
      } else {
        talk.send(turn.fromClient(), bytes);
      }
      begin += bytes.length;
    }
  }
}
