package org.brood.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.brood.script.value.Str;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedLinesTest {
  @TempDir private Path folder;

  private void put(String text) throws IOException {
    Path beside = folder.resolve("beside");
    Files.write(beside, text.getBytes(StandardCharsets.ISO_8859_1));
    Files.move(beside, folder.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
  }

  private ChangedLines lines() {
    return new ChangedLines(folder.resolve("file").toString());
  }

  /// Opens the file anew, and reads what is told of it.
  private static List<String> read(ChangedLines lines) throws IOException {
    assertThat(lines.open()).isTrue();
    List<String> all = new ArrayList<>();
    for (Str line = lines.next(true); line != null; line = lines.next(true)) {
      all.add((lines.isGone() ? "-" : "+") + line.toLatin1());
    }
    return all;
  }

  @Test
  void theFirstReadingTellsAll() throws IOException {
    put("#fields\tx\na\nb\n");

    assertThat(read(lines())).containsExactly("+#fields\tx", "+a", "+b");
  }

  @Test
  void laterOnesTellWhatCameAndWhatIsGone() throws IOException {
    ChangedLines lines = lines();
    put("#f\nb\nc\nd\n");
    read(lines);

    put("#f\na\nc\ne\n");
    assertThat(read(lines)).containsExactly("+#f", "+a", "-b", "-d", "+e");
    put("#f\na\nc\ne\n");
    assertThat(read(lines)).containsExactly("+#f");
    put("");
    assertThat(read(lines)).containsExactly("-a", "-c", "-e");
    put("#f\nz\n");
    assertThat(read(lines)).containsExactly("+#f", "+z");
    lines.close();
  }

  @Test
  void aLineOfTheSameBeginningIsReplaced() throws IOException {
    ChangedLines lines = lines();
    put("a\tADDR\told\na\tNAME\told\nb\tADDR\told\n");
    read(lines);

    put("a\tADDR\tnew\nb\tADDR\told\n");

    assertThat(read(lines)).containsExactly("+a\tADDR\tnew", "-a\tNAME\told");
    lines.close();
  }

  @Test
  void aFileThatIsGoneChangesNothing() throws IOException {
    ChangedLines lines = lines();
    put("a\n");
    read(lines);
    Files.delete(folder.resolve("file"));

    assertThat(lines.change()).isEqualTo(Lines.Change.MISSING);
    assertThat(lines.open()).isFalse();

    put("b\n");
    assertThat(read(lines)).containsExactly("-a", "+b");
    lines.close();
  }

  /// What is told leads from one set to the next, whichever they are.
  @Test
  void anySetsDifferByWhatIsTold() throws IOException {
    Random random = new Random(1);
    ChangedLines lines = lines();
    TreeSet<String> known = new TreeSet<>();
    for (int round = 0; round < 200; round++) {
      TreeSet<String> next = new TreeSet<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        next.add("%02d\tT".formatted(random.nextInt(40)));
      }
      put(String.join("\n", next));

      for (String told : read(lines)) {
        String line = told.substring(1);
        assertThat(told.startsWith("+") ? known.add(line) : known.remove(line)).isTrue();
      }

      assertThat(known).isEqualTo(next);
    }
    lines.close();
  }
}
