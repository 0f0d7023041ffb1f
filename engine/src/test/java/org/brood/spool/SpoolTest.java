package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.spool.SpoolLimits.WhenFull;
import org.brood.spool.SpoolReader.Feed;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final RandomId STORE = new RandomId(1, 1);
  private static final RandomId OTHER = new RandomId(2, 2);
  private static final SpoolLimits SMALL =
      new SpoolLimits(SpoolLimits.LEAST_BYTES, WhenFull.DROP, 1 << 16, 0);

  @TempDir Path folder;
  private final Meters meters = new Meters();

  private SpoolWriter writer() throws IOException {
    return SpoolWriter.open(folder, SMALL, meters, _ -> false);
  }

  private static List<String> texts(List<SpooledBatch> batches) {
    List<String> texts = new ArrayList<>();
    batches.forEach(b -> texts.add(Batches.text(b.batch()).strip()));
    return texts;
  }

  private static List<String> take(SpoolReader reader, RandomId store) throws IOException {
    try (Feed feed = reader.feed(store)) {
      return texts(feed.take(1 << 20, true));
    }
  }

  @Test
  void batchesComeInOrderAsTheyAreAppended() throws IOException {
    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder);
        Feed feed = reader.feed(STORE)) {
      writer.append(Batches.rows("a"));
      writer.append(Batches.rows("b"));
      assertThat(texts(feed.take(1 << 20, true))).containsExactly("a", "b");

      assertThat(feed.take(1 << 20, true)).isEmpty();

      writer.append(Batches.rows("c"));
      assertThat(texts(feed.take(1 << 20, true))).containsExactly("c");
    }
  }

  @Test
  void unansweredBatchesComeAgainOverTheNextConnectionAndAnsweredOnesDoNot() throws IOException {
    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder)) {
      writer.append(Batches.rows("a"));
      writer.append(Batches.rows("b"));
      assertThat(take(reader, STORE)).containsExactly("a", "b");

      reader.acknowledge(STORE, reader.id(), 1);

      assertThat(take(reader, STORE)).containsExactly("b");
    }
  }

  @Test
  void whatWasSentIsKnownAfterTheHostsDeath() throws IOException {
    SpoolWriter writer = writer();
    writer.append(Batches.rows("a"));
    writer.append(Batches.rows("b"));
    writer.append(Batches.rows("c"));
    SpoolReader killed = SpoolReader.open(folder);
    Feed feed = killed.feed(STORE);
    feed.take(1, true);
    feed.take(1, true);
    killed.acknowledge(STORE, killed.id(), 1);
    killed.settle();

    try (SpoolReader reader = SpoolReader.open(folder)) {
      reader.poll();
      assertThat(reader.waiting()).containsExactly(Map.entry(STORE, 1L));
      assertThat(reader.backlogBatches()).isEqualTo(2);
      assertThat(take(reader, OTHER)).containsExactly("c");
      assertThat(take(reader, STORE)).containsExactly("b");
    }
  }

  @Test
  void batchesOfAStoreWaitForItAndNewOnesGoToAnother() throws IOException {
    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder)) {
      writer.append(Batches.rows("a"));
      assertThat(take(reader, STORE)).containsExactly("a");
      writer.append(Batches.rows("b"));

      assertThat(take(reader, OTHER)).containsExactly("b");

      reader.acknowledge(OTHER, reader.id(), 2);
      assertThat(reader.waiting()).containsExactly(Map.entry(STORE, 1L));
      assertThat(take(reader, STORE)).containsExactly("a");
    }
  }

  @Test
  void forgottenBatchesGoToAnotherStoreUnderANewId() throws IOException {
    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder)) {
      writer.append(Batches.rows("a", "aa"));
      take(reader, STORE);
      writer.append(Batches.rows("b"));
      take(reader, OTHER);
      reader.acknowledge(OTHER, reader.id(), 2);

      SpoolReader.Forgotten forgotten = reader.forget(STORE);

      assertThat(forgotten.batches()).isEqualTo(1);
      assertThat(forgotten.rows()).containsExactly(Map.entry("test", 2L));
      try (Feed feed = reader.feed(OTHER)) {
        SpooledBatch again = feed.take(1 << 20, true).getFirst();
        assertThat(texts(List.of(again))).containsExactly("a\naa");
        assertThat(again.origin()).isNotEqualTo(reader.id());
        reader.acknowledge(OTHER, again.origin(), again.sequence());
      }
      assertThat(reader.backlogBatches()).isZero();
    }
  }

  @Test
  void tornEndIsPassedAndNumbersGoOn() throws IOException {
    try (SpoolWriter writer = writer()) {
      writer.append(Batches.rows("a"));
    }
    Path segment = new SpoolFolder(folder).segments().getLast().file();
    byte[] torn = java.util.Arrays.copyOf(Files.readAllBytes(segment), 100);
    Files.write(segment, torn, StandardOpenOption.APPEND);

    try (SpoolReader reader = SpoolReader.open(folder);
        Feed feed = reader.feed(STORE)) {
      assertThat(texts(feed.take(1 << 20, true))).containsExactly("a");
      assertThat(feed.take(1 << 20, true)).isEmpty();
      try (SpoolWriter writer = writer()) {
        writer.append(Batches.rows("b"));
      }

      List<SpooledBatch> taken = feed.take(1 << 20, true);
      assertThat(texts(taken)).containsExactly("b");
      assertThat(taken.getFirst().sequence()).isEqualTo(2);
    }
  }

  @Test
  void anotherStartOfTheMachineNumbersFromFarBeyond() throws IOException {
    try (SpoolWriter writer = writer()) {
      writer.append(Batches.rows("a"));
    }
    Files.writeString(folder.resolve("boot"), "another-boot 1");

    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder);
        Feed feed = reader.feed(STORE)) {
      writer.append(Batches.rows("b"));

      List<SpooledBatch> taken = feed.take(1 << 20, true);
      assertThat(texts(taken)).containsExactly("a", "b");
      assertThat(taken.getLast().sequence()).isEqualTo((1L << 40) + 2);
    }
  }

  @Test
  void secondWriterIsRefused() throws IOException {
    try (SpoolWriter _ = writer()) {
      assertThatThrownBy(this::writer)
          .isInstanceOf(IOException.class)
          .hasMessage(folder + " is in use by another process");
    }
    try (SpoolWriter again = writer()) {
      assertThat(again.id()).isNotNull();
    }
  }

  @Test
  void fullSpoolDropsAndCountsUntilTheHostRemovesSegments() throws IOException {
    String row = "x".repeat(LogBatch.MAX_TEXT - 1);
    try (SpoolWriter writer = writer();
        SpoolReader reader = SpoolReader.open(folder)) {
      int kept = 0;
      while (writer.append(Batches.rows(row))) {
        kept++;
      }
      assertThat(kept).isEqualTo(8);
      assertThat(meters.value(named("brood_spool_dropped_rows_total"))).isEqualTo(1);

      assertThat(take(reader, STORE)).hasSize(1);
      try (Feed feed = reader.feed(STORE)) {
        assertThat(feed.take(1L << 40, true)).hasSize(8);
      }
      reader.acknowledge(STORE, reader.id(), 8);
      reader.settle();

      assertThat(writer.append(Batches.rows(row))).isTrue();
    }
  }

  @Test
  void fullSpoolMakesTheWorkerWaitIfItIsToldTo() throws IOException {
    SpoolLimits blocking = SMALL.with(SpoolLimits.LEAST_BYTES, WhenFull.BLOCK);
    String row = "x".repeat(LogBatch.MAX_TEXT - 1);
    SpoolReader[] reader = new SpoolReader[1];
    SpoolWriter.Room room =
        _ -> {
          try (Feed feed = reader[0].feed(STORE)) {
            List<SpooledBatch> all = feed.take(1L << 40, true);
            reader[0].acknowledge(STORE, reader[0].id(), all.getLast().sequence());
            reader[0].settle();
          } catch (IOException e) {
            return false;
          }
          return true;
        };
    try (SpoolWriter writer = SpoolWriter.open(folder, blocking, meters, room)) {
      reader[0] = SpoolReader.open(folder);

      for (int i = 0; i < 20; i++) {
        assertThat(writer.append(Batches.rows(row))).isTrue();
      }

      assertThat(meters.value(named("brood_spool_dropped_rows_total"))).isZero();
      assertThat(meters.value(named("brood_spool_wait_nanoseconds_total"))).isPositive();
      reader[0].close();
    }
  }

  private String named(String counter) {
    return counter + "{spool=\"" + folder.getFileName() + "\"}";
  }

  @Test
  void damagedBatchIsCountedAndTheOthersCome() throws IOException {
    try (SpoolWriter writer = writer()) {
      writer.append(Batches.rows("a"));
      writer.append(Batches.rows("b"));
      writer.append(Batches.rows("c"));
    }
    Path segment = new SpoolFolder(folder).segments().getLast().file();
    byte[] bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);

    try (SpoolReader reader = SpoolReader.open(folder)) {
      assertThat(take(reader, STORE)).containsExactly("a", "c");
      assertThat(reader.lostBatches()).isEqualTo(1);
    }
  }

  @Test
  void stateOfTheHostIsReadWhereverItsFileIsCut() throws IOException {
    Path path = folder.resolve("sent");
    Sent first = new Sent(4, List.of(new Sent.Range(2, 3, STORE, OTHER)));
    Sent second = new Sent(9, List.of(new Sent.Range(2, 3, null, OTHER)));
    try (SentFile file = SentFile.open(path)) {
      file.write(first, false);
      file.write(second, true);
    }
    byte[] whole = Files.readAllBytes(path);

    for (int length = 0; length <= whole.length; length++) {
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertThat(SentFile.read(path)).isIn(Sent.NOTHING, first, second);
    }
    assertThat(SentFile.read(path)).isEqualTo(second);
  }
}
