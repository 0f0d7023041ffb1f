package org.brood.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brood.spool.RandomId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggerBookTest {
  private static final RandomId FIRST = new RandomId(1, 2);
  private static final RandomId SECOND = new RandomId(3, 4);

  @TempDir private Path folder;

  @Test
  void namesOutliveTheProcess() throws IOException {
    Path file = folder.resolve("loggers");
    LoggerBook book = new LoggerBook(file);
    book.met(FIRST, "host 1");
    book.met(SECOND, "host2");
    book.met(FIRST, "renamed");

    LoggerBook again = new LoggerBook(file);

    assertThat(again.name(FIRST)).isEqualTo("renamed");
    assertThat(again.name(SECOND)).isEqualTo("host2");
    assertThat(again.name(new RandomId(5, 6))).isEqualTo("?");
  }

  @Test
  void theOneThatWasMetFirstGoesWhenThereAreTooMany() throws IOException {
    LoggerBook book = new LoggerBook(folder.resolve("loggers"));
    for (int i = 0; i <= 1000; i++) {
      book.met(new RandomId(7, i), "host" + i);
    }

    assertThat(book.name(new RandomId(7, 0))).isEqualTo("?");
    assertThat(book.name(new RandomId(7, 1))).isEqualTo("host1");
    assertThat(Files.readAllLines(folder.resolve("loggers"))).hasSize(1000);
  }
}
