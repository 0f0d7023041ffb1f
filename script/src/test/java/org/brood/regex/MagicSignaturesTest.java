package org.brood.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The signatures of file types that come with Brood, all in one automaton.
final class MagicSignaturesTest {
  private record Type(String mime, int strength) {}

  private static final List<Type> TYPES = new ArrayList<>();
  private static RegexSet set = emptySet();

  private static RegexSet emptySet() {
    try {
      return RegexSet.forSignatures().build();
    } catch (RegexSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void readSignatures() throws IOException, RegexSyntaxException {
    Path folder = Path.of("..", "scripts", "base", "frameworks", "files", "magic");
    RegexSet.Builder builder = RegexSet.forSignatures();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sig")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          String text = line.strip();
          if (text.startsWith("file-mime")) {
            List<String> parts = List.of(text.split("\"", 3));
            String strength = parts.get(2).replace(",", "").strip();
            TYPES.add(new Type(parts.get(1), strength.isEmpty() ? 1 : Integer.parseInt(strength)));
          } else if (text.startsWith("file-magic")) {
            String regex = text.substring(text.indexOf('/') + 1, text.lastIndexOf('/'));
            builder.add(regex.getBytes(StandardCharsets.ISO_8859_1), TYPES.size() - 1);
          }
        }
      }
    }
    set = builder.build();
  }

  private static String typeOf(byte[] bytes) {
    RegexSet.Matcher matcher = set.matcher();
    matcher.feed(bytes, 0, bytes.length, true, true);
    Type best = new Type("", Integer.MIN_VALUE);
    for (int i = 0; i < matcher.count(); i++) {
      Type type = TYPES.get(matcher.id(i));
      best = type.strength() > best.strength() ? type : best;
    }
    return best.mime();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\\x89PNG\\r\\n\\x1a\\n~image/png",
        "GIF89a~image/gif",
        "\\xff\\xd8\\xff\\xe0~image/jpeg",
        "%PDF-1.7~application/pdf",
        "PK\\x03\\x04\\x14\\x00~application/zip",
        "\\x1f\\x8b\\x08\\x00~application/x-gzip",
        "MZ\\x90\\x00~application/x-dosexec",
        "<!DOCTYPE html><html>~text/html",
        "<?xml version=\"1.0\"?>~application/xml",
        "{\"a\": 1}~text/json",
        "#!/bin/sh\\necho~text/x-shellscript",
        "just some words~text/plain",
        "\\xfd7zXZ\\x00~application/x-xz",
        "\\x7fELF\\x02\\x01\\x01abcdefghi\\x02\\x00~application/x-executable",
      })
  void knowsCommonTypes(String escaped, String mime) {
    byte[] bytes = unescape(escaped);

    assertThat(typeOf(bytes)).isEqualTo(mime);
  }

  @Test
  void staysWithinItsTableOnBytesOfEveryKind() {
    var random = new java.util.Random(1);
    byte[] bytes = new byte[4096];
    for (int round = 0; round < 300; round++) {
      random.nextBytes(bytes);
      typeOf(bytes);
    }

    assertThat(set.stats().dfaStates()).isLessThan(RegexLimits.SET_CELLS);
  }

  private static byte[] unescape(String text) {
    var out = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.write(c);
      } else if (text.charAt(i + 1) == 'x') {
        out.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        out.write(text.charAt(i + 1) == 'n' ? '\n' : '\r');
        i++;
      }
    }
    return out.toByteArray();
  }
}
