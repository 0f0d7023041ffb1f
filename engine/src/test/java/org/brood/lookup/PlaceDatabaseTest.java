package org.brood.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.script.value.Addr;
import org.brood.testkit.MaxMindFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of facts about networks, and what becomes of it while it is in use.
final class PlaceDatabaseTest {
  private static final Addr HERE = Addr.of(new byte[] {(byte) 192, 0, 2, 7});
  private static final Addr ELSEWHERE = Addr.of(new byte[] {(byte) 198, 51, 100, 1});

  private static final Addr V6 = new Addr(0x2001_0db8_0000_0000L, 1);

  @TempDir Path folder;
  private Path file;
  private final List<String> notes = new ArrayList<>();
  private final PlaceDatabase database = new PlaceDatabase(300, notes::add);

  @BeforeEach
  void aFile() throws IOException {
    file = folder.resolve("x.mmdb");
    Files.write(file, of("Nowhere"));
  }

  private static byte[] of(String city) {
    return new MaxMindFile()
        .add(new byte[] {(byte) 192, 0, 2, 0}, 24, Map.of("city", city))
        .add(V6.toBytes(), 32, Map.of("number", 64500))
        .toBytes();
  }

  private boolean ensure(double now) {
    return database.ensure(List.of(folder + "/missing", file.toString()), now);
  }

  @Test
  void theFirstFileThatIsThereIsReadAndKnowsItsNetworks() {
    assertThat(ensure(1_000)).isTrue();

    assertThat(database.find(HERE, 1_000)).isEqualTo(Map.of("city", "Nowhere"));
    assertThat(database.find(V6, 1_000)).isEqualTo(Map.of("number", 64_500L));
    assertThat(database.find(ELSEWHERE, 1_000)).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void aChangedFileIsReadAnewWhenItIsTimeToLook() throws IOException {
    ensure(1_000);
    ensure(1_001);
    Files.write(file, of("Somewhere"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));

    ensure(1_300);
    Map<?, ?> before = database.find(HERE, 1_300);
    ensure(1_301);
    Map<?, ?> after = database.find(HERE, 1_301);

    assertThat(before).isEqualTo(Map.of("city", "Nowhere"));
    assertThat(after).isEqualTo(Map.of("city", "Somewhere"));
    assertThat(notes)
        .containsExactly(
            "Modification time change detected for MaxMind DB [" + file + "]",
            "Closing stale MaxMind DB [" + file + "]");
  }

  @Test
  void anotherFileOfTheNameIsReadInItsPlace() throws IOException {
    ensure(1_000);
    Path other = Files.write(folder.resolve("new"), of("Somewhere"));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    ensure(1_001);

    assertThat(database.find(HERE, 1_001)).isEqualTo(Map.of("city", "Somewhere"));
    assertThat(notes.getFirst()).isEqualTo("Inode change detected for MaxMind DB [" + file + "]");
  }

  @Test
  void aFileThatIsGoneOrBrokenIsTriedAgain() throws IOException {
    ensure(1_000);
    Files.delete(file);
    boolean whenGone = ensure(1_400);
    Files.write(file, new byte[8]);
    boolean whenBroken = ensure(1_401);
    Files.write(file, of("Back"));

    assertThat(ensure(1_402)).isTrue();
    assertThat(whenGone).isFalse();
    assertThat(whenBroken).isFalse();
    assertThat(database.find(HERE, 1_402)).isEqualTo(Map.of("city", "Back"));
    assertThat(notes)
        .containsExactly(
            "Closing stale MaxMind DB [" + file + "]",
            "Failed to open MaxMind DB: "
                + file
                + " [The MaxMind DB file contains invalid metadata]");
  }

  @Test
  void damageAnywhereInTheFileEndsInNoAnswer() throws IOException {
    byte[] good = of("Nowhere");

    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) 0xff;
      Files.write(file, bad);
      database.open(file.toString(), at * 1_000.0);
      database.find(HERE, at * 1_000.0);
      database.find(ELSEWHERE, at * 1_000.0);
      Files.write(file, java.util.Arrays.copyOf(good, at));
      database.open(file.toString(), at * 1_000.0);
      database.find(HERE, at * 1_000.0);
    }

    assertThat(notes).isNotEmpty();
  }

  @Test
  void thereAreTwentyMessagesInFiveMinutes() throws IOException {
    Files.write(file, new byte[8]);

    for (int i = 0; i < 30; i++) {
      database.open(file.toString(), 1_000 + i);
    }
    int early = notes.size();
    database.open(file.toString(), 1_301);

    assertThat(early).isEqualTo(20);
    assertThat(notes).hasSize(21);
  }
}
