package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedLinesTest {
  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesComeInOrderAndOneForEachIndicator() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long count;
    try (SortedLines lines = new SortedLines(folder, "x")) {
      for (String line : List.of("b\tT\t2", "a\tT\t1", "b\tT\t1", "a\tU\t1", "b\tT\t2")) {
        lines.add(bytes(line));
      }
      count = lines.writeTo(out);
    }

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\tT\t1\na\tU\t1\nb\tT\t1\n");
    assertThat(count).isEqualTo(3);
  }

  @Test
  void whatDoesNotFitIsMergedFromFilesThatGo() throws IOException {
    int lines = 300_000;
    String rest = "\tT\t" + "x".repeat(60);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long count;
    try (SortedLines sorted = new SortedLines(folder, "x")) {
      for (int i = 0; i < lines; i++) {
        // a permutation, for the factor and the number have no common divisor
        sorted.add(bytes("%06d".formatted(i * 7919L % lines) + rest));
      }
      count = sorted.writeTo(out);
    }

    assertThat(count).isEqualTo(lines);
    List<String> all = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(all).hasSize(lines).isSorted();
    assertThat(all.getFirst()).isEqualTo("000000" + rest);
    assertThat(all.getLast()).isEqualTo("299999" + rest);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
