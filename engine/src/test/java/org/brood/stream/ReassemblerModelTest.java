package org.brood.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.brood.engine.Recorder;
import org.brood.testkit.Capture;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random segments and acknowledgments against the dumbest correct thing: an array that keeps the
/// first byte of each place, and a position that stops at holes until they are acknowledged.
class ReassemblerModelTest {
  private static final int SPACE = 3_000;

  private static final class Model {
    final byte[] bytes = new byte[SPACE];
    final boolean[] known = new boolean[SPACE];
    final StringBuilder out = new StringBuilder();
    int next;
    int acked;

    void segment(int from, byte[] data) {
      for (int i = 0; i < data.length; i++) {
        int at = from + i;
        if (at >= acked && !known[at] && at >= next) {
          known[at] = true;
          bytes[at] = data[i];
        }
      }
      deliver();
    }

    void acknowledge(int to) {
      while (next < to) {
        int hole = next;
        while (hole < to && !known[hole]) {
          hole++;
        }
        if (hole > next) {
          out.append('<').append(hole - next).append('>');
          next = hole;
        }
        deliver();
      }
      acked = Math.max(acked, to);
    }

    private void deliver() {
      while (next < SPACE && known[next]) {
        out.append((char) (bytes[next++] & 0xff));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void streamIsThatOfTheModel(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Model model = new Model();
      Capture capture = new Capture(Capture.ETHERNET);
      TcpConversation tcp =
          new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", 80)
              .startAt(random.nextLong(1L << 32), 77)
              .handshake();
      long first = tcp.clientNext();
      tcp.packet(true, Packets.ACK, first, tcp.serverNext(), (byte) '!');
      tcp.packet(false, Packets.ACK, tcp.serverNext(), first + 1);
      model.segment(0, new byte[] {'!'});
      model.acknowledge(1);
      int highest = 1;
      int frontier = 1;
      while (highest < SPACE - 200) {
        if (random.nextInt(4) > 0) {
          int from = Math.max(0, frontier + random.nextInt(-60, 120));
          byte[] data = new byte[random.nextInt(1, 80)];
          for (int i = 0; i < data.length; i++) {
            data[i] = (byte) ('a' + random.nextInt(26));
          }
          tcp.packet(true, Packets.ACK, first + from & 0xffff_ffffL, tcp.serverNext(), data);
          model.segment(from, data);
          highest = Math.max(highest, from + data.length);
          frontier += random.nextInt(60);
        } else {
          int to = Math.min(highest, model.acked + random.nextInt(150));
          tcp.packet(false, Packets.ACK, tcp.serverNext(), first + to & 0xffff_ffffL);
          model.acknowledge(to);
        }
      }
      for (boolean copies : new boolean[] {false, true}) {
        try (Recorder run = new Recorder()) {
          run.wantsInconsistencies = copies;
          run.run(capture);
          assertThat(run.fromOriginator.toString())
              .as("seed %d, round %d, copies %s", seed, round, copies)
              .isEqualTo(model.out.toString());
          assertThat(run.weirds).isEmpty();
          run.finish();
          assertThat(run.streams().keptBytes()).isZero();
        }
      }
    }
  }
}
