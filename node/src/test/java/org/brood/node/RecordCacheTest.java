package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which classes of records are found again, and which are not.
class RecordCacheTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5};

  @TempDir Path folder;
  private Path file;
  private RecordCache cache;

  @BeforeEach
  void prepare() {
    file = folder.resolve("programs").resolve("records.bin");
    cache = new RecordCache(file, "build 1");
  }

  @Test
  void nothingIsKnownWithoutAFile() {
    assertThat(cache.read()).isEmpty();
  }

  @Test
  void classesOfAllProgramsAreKept() {
    cache.add(cache.read(), Map.of("brood/gen/RJ.class", FIRST));
    cache.add(cache.read(), Map.of("brood/gen/Rs.class", SECOND));

    Map<String, byte[]> known = cache.read();

    assertThat(known).containsOnlyKeys("brood/gen/RJ.class", "brood/gen/Rs.class");
    assertThat(known.get("brood/gen/RJ.class")).isEqualTo(FIRST);
    assertThat(known.get("brood/gen/Rs.class")).isEqualTo(SECOND);
  }

  @Test
  void classesOfAnotherBuildAreNotUsed() {
    cache.add(Map.of(), Map.of("brood/gen/RJ.class", FIRST));

    assertThat(new RecordCache(file, "build 2").read()).isEmpty();
  }

  @Test
  void aDamagedFileCountsAsNone() throws IOException {
    cache.add(Map.of(), Map.of("brood/gen/RJ.class", FIRST));
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThat(cache.read()).isEmpty();
    }
  }
}
