package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.brood.spool.StoreState.Entry;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final RandomId SPOOL = new RandomId(7, 7);

  @TempDir Path folder;
  private final Meters meters = new Meters();
  private final List<String> said = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-31T14:20:00Z");
  private final InstantSource clock = () -> now;

  private LogStoreSettings settings(Compression archived, Compression current) {
    return new LogStoreSettings(
        folder, ZoneOffset.UTC, 3600, archived, current, "", Duration.ZERO, 0);
  }

  private LogStore store() throws IOException {
    return store(Compression.NONE);
  }

  private LogStore store(Compression current) throws IOException {
    return LogStore.open(settings(Compression.NONE, current), clock, meters, said::add);
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static String header(String opened) {
    return new String(Batches.TSV.header(opened), StandardCharsets.UTF_8);
  }

  @Test
  void committedRowsStandBelowTheHeader() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();

      assertThat(file("current/test.log"))
          .isEqualTo(header("2026-01-31-14-20-00") + "1\tone\n2\ttwo\n");
    }
  }

  @Test
  void doublesAreKnownBeforeAndAfterACommitAndAfterARestart() throws IOException {
    try (LogStore store = store()) {
      assertThat(store.append(SPOOL, 5, Batches.rows("five"))).isTrue();
      assertThat(store.append(SPOOL, 5, Batches.rows("five"))).isFalse();
      store.commit();
      assertThat(store.append(SPOOL, 5, Batches.rows("five"))).isFalse();
    }
    try (LogStore store = store()) {
      assertThat(store.append(SPOOL, 5, Batches.rows("five"))).isFalse();
      assertThat(store.append(new RandomId(8, 8), 5, Batches.rows("other"))).isTrue();
      store.commit();

      assertThat(file("current/test.log")).endsWith("five\nother\n");
      assertThat(meters.value("brood_log_doubles_total")).isEqualTo(3);
    }
  }

  @Test
  void storeKeepsItsIdAndItsFiles() throws IOException {
    RandomId id;
    try (LogStore store = store()) {
      id = store.id();
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    now = now.plusSeconds(60);
    try (LogStore store = store()) {
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();

      assertThat(store.id()).isEqualTo(id);
      assertThat(file("current/test.log"))
          .isEqualTo(header("2026-01-31-14-20-00") + "1\tone\n2\ttwo\n");
    }
  }

  @Test
  void filesTurnOnTheHour() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
      now = Instant.parse("2026-01-31T15:00:01Z");

      assertThat(store.tick()).isTrue();
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();
      now = Instant.parse("2026-01-31T16:00:00Z");
      store.tick();

      assertThat(file(".rotated/2026-01-31/test.14:20:00-15:00:00.log"))
          .isEqualTo(header("2026-01-31-14-20-00") + "1\tone\n#close\t2026-01-31-15-00-00\n");
      assertThat(file(".rotated/2026-01-31/test.15:00:00-16:00:00.log"))
          .isEqualTo(header("2026-01-31-15-00-00") + "2\ttwo\n#close\t2026-01-31-16-00-00\n");
      assertThat(folder.resolve("current/test.log")).doesNotExist();
    }
  }

  @Test
  void fileOfAnEarlierRunTurnsWithoutItsSchema() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    now = Instant.parse("2026-01-31T18:30:00Z");
    try (LogStore store = store()) {
      store.tick();

      assertThat(file(".rotated/2026-01-31/test.14:20:00-15:00:00.log"))
          .endsWith("1\tone\n#close\t2026-01-31-15-00-00\n");
    }
  }

  @Test
  void newSchemaTurnsTheFileAndTheOldOneGoesBesideIt() throws IOException {
    LogSchema newer = Batches.schema("tsv", "note");
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("old 1"));
      store.append(SPOOL, 2, Batches.of("test", newer, "new 1"));
      store.append(SPOOL, 3, Batches.rows("old 2"));
      store.append(SPOOL, 4, Batches.of("test", newer, "new 2"));
      store.append(SPOOL, 5, Batches.rows("old 3"));
      store.commit();

      String side = "current/test-%016x".formatted(Batches.TSV.hash()).substring(0, 21) + ".log";
      assertThat(file(".rotated/2026-01-31/test.14:20:00-14:20:00.log")).contains("old 1\n#close");
      assertThat(file("current/test.log")).contains("\tnote\n").endsWith("new 1\nnew 2\n");
      assertThat(file(side)).contains("\tmessage\n").endsWith("old 2\nold 3\n");
    }
  }

  @Test
  void whatIsNotInTheJournalIsCutOff() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    Files.writeString(folder.resolve("current/test.log"), "2\tt", StandardOpenOption.APPEND);
    Files.writeString(folder.resolve(".journal"), "torn", StandardOpenOption.APPEND);

    try (LogStore store = store()) {
      assertThat(file("current/test.log")).endsWith("1\tone\n");
      assertThat(store.append(SPOOL, 2, Batches.rows("2\ttwo"))).isTrue();
      store.commit();
    }
    assertThat(file("current/test.log")).endsWith("1\tone\n2\ttwo\n");
  }

  @Test
  void moveThatTheJournalAnnouncedIsFinishedOnce() throws IOException {
    String target = "2026-01-31/test.14:20:00-15:00:00.log";
    Path current = folder.resolve("current/test.log");
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    try (StoreJournal journal = StoreJournal.open(folder.resolve(".journal"))) {
      int number = journal.state().files().getFirst().file().number();
      journal.commit(List.of(new Entry.Rotating(number, Files.size(current), target)));
    }
    store().close();
    assertThat(file(".rotated/" + target)).endsWith("1\tone\n");
    assertThat(current).doesNotExist();

    try (StoreJournal journal = StoreJournal.open(folder.resolve(".journal"))) {
      assertThat(journal.state().files()).isEmpty();
    }
  }

  @Test
  void moveThatWasDoneButNotNotedIsNotDoneAgain() throws IOException {
    String target = "2026-01-31/test.14:20:00-15:00:00.log";
    Path current = folder.resolve("current/test.log");
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    try (StoreJournal journal = StoreJournal.open(folder.resolve(".journal"))) {
      int number = journal.state().files().getFirst().file().number();
      journal.commit(List.of(new Entry.Rotating(number, Files.size(current), target)));
    }
    Files.createDirectories(folder.resolve(".rotated/2026-01-31"));
    Files.move(current, folder.resolve(".rotated/" + target));

    try (LogStore store = store()) {
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();
    }

    assertThat(file(".rotated/" + target)).endsWith("1\tone\n");
    assertThat(file("current/test.log")).isEqualTo(header("2026-01-31-14-20-00") + "2\ttwo\n");
  }

  @Test
  void fullDiskAcknowledgesNothingAndIsSaidOnce() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
      // A file that is a folder can't be written to, whoever runs the test.
      Files.move(folder.resolve("current/test.log"), folder.resolve("kept"));
      Files.createDirectories(folder.resolve("current/test.log"));
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> appendAndCommit(store)).isInstanceOf(IOException.class);
        assertThat(store.pendingBytes()).isZero();
      }
      assertThat(said).hasSize(1).first().asString().startsWith("logs can't be written");

      Files.delete(folder.resolve("current/test.log"));
      Files.move(folder.resolve("kept"), folder.resolve("current/test.log"));
      appendAndCommit(store);

      assertThat(file("current/test.log")).endsWith("1\tone\n2\ttwo\n");
      assertThat(said).hasSize(2).last().isEqualTo("logs can be written again");
      assertThat(meters.value("brood_log_commit_failures_total")).isEqualTo(3);
    }
  }

  private static void appendAndCommit(LogStore store) throws IOException {
    store.append(SPOOL, 2, Batches.rows("2\ttwo"));
    store.commit();
  }

  @Test
  void pathThatLeavesTheFolderIsRefusedAndAnswered() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.of("../outside", Batches.TSV, "x"));
      store.append(SPOOL, 2, Batches.rows("inside"));
      store.commit();

      assertThat(file("current/test.log")).endsWith("inside\n");
      assertThat(folder.resolveSibling("outside.log")).doesNotExist();
      assertThat(meters.value("brood_log_refused_total")).isEqualTo(1);
      assertThat(store.append(SPOOL, 1, Batches.rows("x"))).isFalse();
    }
  }

  @Test
  void jsonHasNeitherHeaderNorFooter() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.of("test", Batches.JSON, "{\"ts\":1}"));
      store.commit();
      store.turnAll();

      assertThat(file(".rotated/2026-01-31/test.14:20:00-14:20:00.log")).isEqualTo("{\"ts\":1}\n");
    }
  }

  @Test
  void growingFileCanBeCompressedOneMemberACommit() throws IOException {
    try (LogStore store = store(Compression.GZIP)) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();
    }
    byte[] whole = Files.readAllBytes(folder.resolve("current/test.log.gz"));
    Files.write(
        folder.resolve("current/test.log.gz"), new byte[] {31, -117}, StandardOpenOption.APPEND);
    try (LogStore store = store(Compression.GZIP)) {
      store.turnAll();
    }
    Path turned = folder.resolve(".rotated/2026-01-31/test.14:20:00-14:20:00.log.gz");
    assertThat(Files.readAllBytes(turned)).startsWith(whole);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(turned))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              header("2026-01-31-14-20-00") + "1\tone\n2\ttwo\n#close\t2026-01-31-14-20-00\n");
    }
  }

  @Test
  void otherCompressionBeginsANewFile() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }
    try (LogStore store = store(Compression.ZSTD)) {
      store.append(SPOOL, 2, Batches.rows("2\ttwo"));
      store.commit();
    }

    assertThat(file(".rotated/2026-01-31/test.14:20:00-14:20:00.log"))
        .endsWith("1\tone\n#close\t2026-01-31-14-20-00\n");
    try (InputStream in =
        new ZstdInputStream(Files.newInputStream(folder.resolve("current/test.log.zst")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("2\ttwo\n");
    }
  }

  @Test
  void secondStoreInOneFolderIsRefused() throws IOException {
    try (LogStore _ = store()) {
      assertThatThrownBy(this::store)
          .isInstanceOf(IOException.class)
          .hasMessage(folder + " is in use by another process");
    }
  }

  @Test
  void fileThatTheJournalDoesNotKnowIsPutAside() throws IOException {
    Files.createDirectories(folder.resolve("current"));
    Files.writeString(folder.resolve("current/test.log"), "of somebody else\n");
    Files.setLastModifiedTime(
        folder.resolve("current/test.log"),
        java.nio.file.attribute.FileTime.from(Instant.parse("2026-01-30T10:00:00Z")));
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.rows("1\tone"));
      store.commit();
    }

    assertThat(file(".rotated/2026-01-30/test.10:00:00-10:00:00.log"))
        .isEqualTo("of somebody else\n");
    assertThat(file("current/test.log")).endsWith("1\tone\n");
  }

  @Test
  void pathsWithFoldersAndTwoTurnsInOneSecondKeepTheirNames() throws IOException {
    try (LogStore store = store()) {
      store.append(SPOOL, 1, Batches.of("hosts/a", Batches.TSV, "one"));
      store.turnAll();
      store.append(SPOOL, 2, Batches.of("hosts/a", Batches.TSV, "two"));
      store.turnAll();

      assertThat(file(".rotated/2026-01-31/hosts/a.14:20:00-14:20:00.log")).contains("one");
      assertThat(file(".rotated/2026-01-31/hosts/a.14:20:00-14:20:00-2.log")).contains("two");
    }
  }

  // ---- files of the past

  private LogArchive archive(Compression how, String command, Duration keep, long bytes) {
    LogStoreSettings settings =
        new LogStoreSettings(
            folder, ZoneOffset.UTC, 3600, how, Compression.NONE, command, keep, bytes);
    return new LogArchive(settings, clock, meters, said::add);
  }

  private void turned(String name, String text) throws IOException {
    Path file = folder.resolve(".rotated").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesThatTurnedAreCompressed() throws Exception {
    turned("2026-01-31/conn.14:00:00-15:00:00.log", "rows\n".repeat(100));
    archive(Compression.GZIP, "", Duration.ZERO, 0).run();
    turned("2026-01-31/http.14:00:00-15:00:00.log", "rows\n".repeat(100));
    archive(Compression.ZSTD, "", Duration.ZERO, 0).run();
    turned("2026-01-31/dns.14:00:00-15:00:00.log", "rows\n".repeat(100));
    archive(Compression.NONE, "", Duration.ZERO, 0).run();

    Path day = folder.resolve("2026-01-31");
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(day.resolve("conn.14:00:00-15:00:00.log.gz")))) {
      assertThat(in.readAllBytes()).hasSize(500);
    }
    byte[] zstd = Files.readAllBytes(day.resolve("http.14:00:00-15:00:00.log.zst"));
    try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
      assertThat(in.readAllBytes()).hasSize(500);
    }
    assertThat(day.resolve("dns.14:00:00-15:00:00.log")).hasSize(500);
    assertThat(folder.resolve(".rotated/2026-01-31")).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @Test
  void postprocessorIsToldOfTheFile() throws Exception {
    Path script = folder.resolve("post");
    Files.writeString(script, "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + folder + "/told\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    turned("2026-01-31/hosts/a.23:00:00-00:00:00.log", "x\n");

    archive(Compression.NONE, script + " first", Duration.ZERO, 0).run();

    assertThat(Files.readAllLines(folder.resolve("told")))
        .containsExactly(
            "first",
            folder + "/2026-01-31/hosts/a.23:00:00-00:00:00.log",
            "hosts/a",
            "26-01-31_23.00.00",
            "26-02-01_00.00.00",
            "0",
            "ascii");
  }

  @Test
  void postprocessorThatFailsIsSaidAndCounted() throws Exception {
    turned("2026-01-31/conn.14:00:00-15:00:00.log", "x\n");

    archive(Compression.NONE, "exit 3 #", Duration.ZERO, 0).run();

    assertThat(said)
        .containsExactly("post-processor for 2026-01-31/conn.14:00:00-15:00:00.log: exit code 3");
    assertThat(meters.value("brood_log_postprocessor_failures_total")).isEqualTo(1);
    assertThat(folder.resolve("2026-01-31/conn.14:00:00-15:00:00.log")).exists();
  }

  private void past(String name, String changed) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "0123456789");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.parse(changed)));
  }

  @Test
  void oldFilesAreRemovedAndOthersStay() throws Exception {
    past("2026-01-01/conn.00:00:00-01:00:00.log.gz", "2026-01-01T01:00:00Z");
    past("2026-01-30/conn.00:00:00-01:00:00.log.gz", "2026-01-30T01:00:00Z");
    past("not-a-day/notes", "2020-01-01T00:00:00Z");

    archive(Compression.NONE, "", Duration.ofDays(7), 0).run();

    assertThat(folder.resolve("2026-01-01")).doesNotExist();
    assertThat(folder.resolve("2026-01-30/conn.00:00:00-01:00:00.log.gz")).exists();
    assertThat(folder.resolve("not-a-day/notes")).exists();
    assertThat(meters.value("brood_log_removed_files_total")).isEqualTo(1);
  }

  @Test
  void oldestFilesAreRemovedUntilTheOthersFit() throws Exception {
    past("2026-01-30/a.00:00:00-01:00:00.log.gz", "2026-01-30T01:00:00Z");
    past("2026-01-30/b.00:00:00-01:00:00.log.gz", "2026-01-30T02:00:00Z");
    past("2026-01-31/c.00:00:00-01:00:00.log.gz", "2026-01-31T01:00:00Z");

    archive(Compression.NONE, "", Duration.ZERO, 20).run();

    assertThat(folder.resolve("2026-01-30/a.00:00:00-01:00:00.log.gz")).doesNotExist();
    assertThat(folder.resolve("2026-01-30/b.00:00:00-01:00:00.log.gz")).exists();
    assertThat(folder.resolve("2026-01-31/c.00:00:00-01:00:00.log.gz")).exists();
  }
}
