package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.brood.testkit.Capture;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Packets;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What whoever sends much makes the engine do grows as its length, and no faster: for streams and
/// datagrams of three lengths, each twice the one before, the work of [Work] and the memory that
/// was asked for. Times are not looked at.
class LinearTimeTest {
  private static final int SEGMENT = 1_400;
  private static final int[] IN_SEGMENTS = {32_768, 65_536, 131_072};
  private static final int[] IN_BYTES = {2_048, 4_096, 8_192};
  private static final int[] IN_DATAGRAM = {8_192, 16_384, 32_768};

  /// How much more a byte may cost in the longest of three.
  private static final double TOLERANCE = 1.3;

  /// What may come at any length, such as an automaton that is flushed.
  private static final long WORK_APART = 100_000;

  private static final long MEMORY_APART = 1_000_000;

  private record Cost(long work, long memory) {}

  @TempDir static Path folder;
  private static Function<Path, Long> engine;

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void load() throws ReflectiveOperationException, IOException {
    engine =
        (Function<Path, Long>)
            new WorkLoader()
                .loadClass(WorkRun.class.getName())
                .getConstructor(Path.class)
                .newInstance(folder);
  }

  @TestFactory
  Stream<DynamicTest> streamsInSegments() {
    return LongInput.streams()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(), () -> check(IN_SEGMENTS, length -> stream(one, length, SEGMENT))));
  }

  @TestFactory
  Stream<DynamicTest> streamsByteByByte() {
    return LongInput.streams()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(), () -> check(IN_BYTES, length -> stream(one, length, 1))));
  }

  @TestFactory
  Stream<DynamicTest> datagrams() {
    return LongInput.datagrams()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(), () -> check(IN_DATAGRAM, length -> datagram(one, length))));
  }

  private static void check(int[] lengths, Function<Integer, Capture> input) throws IOException {
    // Some things are made once for all runs, when the first one needs them.
    cost(input.apply(lengths[0]));
    Cost small = cost(input.apply(lengths[0]));
    Cost middle = cost(input.apply(lengths[1]));
    Cost large = cost(input.apply(lengths[2]));

    assertThat(large.work() - middle.work())
        .as("work: %d, %d, %d", small.work(), middle.work(), large.work())
        .isLessThan(most(middle.work() - small.work(), WORK_APART));
    assertThat(large.memory() - middle.memory())
        .as("memory: %d, %d, %d", small.memory(), middle.memory(), large.memory())
        .isLessThan(most(middle.memory() - small.memory(), MEMORY_APART));
  }

  private static long most(long grown, long apart) {
    return Math.round(2 * TOLERANCE * Math.max(0, grown)) + apart;
  }

  private static Cost cost(Capture capture) throws IOException {
    Path trace = folder.resolve("trace.pcap");
    capture.write(trace);
    long before = Work.done();
    long memory = engine.apply(trace);
    return new Cost(Work.done() - before, memory);
  }

  /// A conversation whose repeated part has about `length` bytes.
  private static Capture stream(LongInput.Long of, int length, int segment) {
    Capture capture = new Capture(Capture.ETHERNET);
    TcpConversation talk =
        new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", of.port())
            .handshake();
    of.before().send(talk, segment);
    repeated(of.unit(), length).send(talk, segment);
    talk.close(true).close(false);
    return capture;
  }

  /// What a side says several times in a row is one turn.
  private static Dialogue repeated(Dialogue unit, int length) {
    Dialogue all = new Dialogue();
    int count = Math.max(1, length / unit.length());
    if (unit.turns().size() > 1) {
      for (int i = 0; i < count; i++) {
        for (Dialogue.Turn turn : unit.turns()) {
          all.add(turn);
        }
      }
      return all;
    }
    Dialogue.Turn turn = unit.turns().getFirst();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(turn.bytes());
    }
    return all.add(new Dialogue.Turn(turn.fromClient(), bytes.toByteArray()));
  }

  private static Capture datagram(LongInput.Datagram of, int length) {
    byte[] payload = of.ofLength().apply(length);
    Capture capture = new Capture(Capture.ETHERNET);
    capture.add(
        1_000_000,
        Packets.ethernet()
            .ipv4("10.0.0.1", "10.0.0.2")
            .udp(4_000, of.port())
            .payload(Arrays.copyOf(payload, Math.min(payload.length, 65_000)))
            .build());
    return capture;
  }
}
