package org.brood.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Regex regex(String source, String flags) throws RegexSyntaxException {
    return Regex.parse(bytes(source), flags.contains("i"), flags.contains("s"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '~',
      value = {
        "foo|bar~~foo~true",
        "foo|bar~~foobar~false",
        "fOO~i~Foo~true",
        "\"fOO\"~i~foo~false",
        "[[:lower:]]+~i~ABC~true",
        "[a-f]+~i~aBcDeF~true",
        "x(?i:ab)c~~xAbc~true",
        "x(?i:ab)c~~xAbC~false",
        "(?i:a(?i:b)c)~~ABC~false",
        "(?i:a(?i:b)c)~~ABc~true",
        "a{2,3}~~aaa~true",
        "a\\.b~~a.b~true",
        "a\\.b~~axb~false",
        "\\x41\\102\\d~~ABd~true",
        "[]a]+~~]a]~true",
        "[^]a]~~b~true",
        "[a-]+~~a-a~true",
        "[\\]\\-]+~~]-~true",
        "^foo$~~foo~true",
        "fo^o~~foo~false",
        "|a~~a~true",
        "[[:digit:]x]+~~1x2~true",
        "(a|b){0}~~a~false",
      })
  void readsTheSyntaxOfZeek(String source, String flags, String input, boolean expected)
      throws RegexSyntaxException {
    Regex pattern = regex(source, flags == null ? "" : flags);

    assertThat(pattern.matchesExactly(bytes(input))).isEqualTo(expected);
  }

  @Test
  void dotMeansANewlineOnlyWithTheSingleLineFlag() throws RegexSyntaxException {
    assertThat(regex("b.r", "").matchesExactly(bytes("b\nr"))).isFalse();
    assertThat(regex("b.r", "s").matchesExactly(bytes("b\nr"))).isTrue();
    assertThat(regex("(?s:b.)r.", "").matchesExactly(bytes("b\nr\n"))).isFalse();
    assertThat(regex("bar", "").containedIn(bytes("foo\nbar\n"))).isTrue();
  }

  @Test
  void allByteValuesCanBeMatched() throws RegexSyntaxException {
    assertThat(regex("\\xff\\x00[\\x80-\\xfe]", "").matchesExactly(bytes("\u00ff\0\u0090")))
        .isTrue();
    assertThat(Regex.parse("ä+").matchesExactly("ä".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void printsAsZeekPrintsIt() throws RegexSyntaxException {
    assertThat(Regex.parse("foo")).hasToString("/^?(foo)$?/");
    assertThat(regex("foo", "i")).hasToString("/(?i:^?(foo)$?)/");
    assertThat(regex("foo", "is")).hasToString("/(?s:(?i:^?(foo)$?))/");
    assertThat(Regex.parse("a").or(Regex.parse("b"))).hasToString("/^?((^?(a)$?)|(^?(b)$?))$?/");
    assertThat(Regex.parse("a").and(Regex.parse("b"))).hasToString("/^?((^?(a)$?)(^?(b)$?))$?/");
    assertThat(Regex.parse("foo").anywhereText()).isEqualTo(bytes("^?(.|\\n)*(foo)"));
  }

  @Test
  void mergedPatternsKeepTheirFlags() throws RegexSyntaxException {
    Regex either = regex("bar", "i").or(regex("bez", ""));
    Regex both = regex("bar", "i").and(regex("bez", ""));

    assertThat(either.matchesExactly(bytes("bAr"))).isTrue();
    assertThat(either.matchesExactly(bytes("bEz"))).isFalse();
    assertThat(both.matchesExactly(bytes("bArbez"))).isTrue();
    assertThat(both.matchesExactly(bytes("barbEz"))).isFalse();
    assertThat(Regex.ofTexts(both.exactText(), both.anywhereText())).isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{6,5}",
        "a{1,a}",
        "a{1,2",
        "[1234",
        "a[1234}",
        "a\"b",
        "a|",
        "(a",
        "a)",
        "*a",
        "{name}",
        "{,5}",
        "[b-a]",
        "[[:nope:]]",
        "\\x",
        "a{1000000000}",
        "((a{1000}){1000}){1000}",
        "\\777",
        "\\"
      })
  void refusesWhatIsWrongOrTooLarge(String source) {
    assertThatThrownBy(() -> Regex.parse(source))
        .isInstanceOf(RegexSyntaxException.class)
        .hasMessageContaining("(compiling pattern /^?(.|\\n)*(" + source + ")/)");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> Regex.parse("(".repeat(100_000) + ")".repeat(100_000)))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> Regex.parse("a" + "*".repeat(100_000)))
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void agreesWithTheReferenceOnRandomExpressions() throws RegexSyntaxException {
    var random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      Reference reference = Reference.random(random, 4);
      Regex pattern = Regex.parse(reference.text());
      for (int i = 0; i < 12; i++) {
        String input = randomInput(random, 9);
        String what = reference.text() + " on " + input.replace('\n', '~');
        assertThat(pattern.matchesExactly(bytes(input)))
            .as(what)
            .isEqualTo(Reference.matchesExactly(reference, input));
        assertThat(pattern.containedIn(bytes(input)))
            .as(what)
            .isEqualTo(Reference.containedIn(reference, input));
        assertThat(pattern.longestPrefix(bytes(input), 0, input.length(), true, true))
            .as(what)
            .isEqualTo(Reference.longestPrefix(reference, input));
      }
    }
  }

  @Test
  void aPatternWithExponentiallyManyStatesStaysWithinItsTable() throws RegexSyntaxException {
    Regex pattern = Regex.parse("(a|b)*a(a|b){30}");
    var random = new Random(3);
    byte[] input = new byte[200_000];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) ('a' + random.nextInt(2));
    }
    input[input.length - 31] = 'a';

    boolean matched = pattern.matchesExactly(input);

    assertThat(matched).isTrue();
    assertThat(pattern.stats().flushes()).isPositive();
    assertThat(pattern.stats().dfaStates()).isLessThanOrEqualTo(2L * RegexLimits.PATTERN_CELLS);
  }

  @Test
  void arbitraryTextEitherCompilesOrIsRefused() {
    var random = new Random(11);
    String alphabet = "ab\\[]^$(){}|*+?.\":-,0127x?i:s\n";
    for (int round = 0; round < 20_000; round++) {
      var source = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        source.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Regex.parse(source.toString()).containedIn(bytes("aab\nb01"));
      } catch (RegexSyntaxException e) {
        assertThat(e).hasMessageContaining("compiling pattern");
      }
    }
  }

  @Test
  void manyThreadsMayShareAPattern() throws Exception {
    Regex pattern = Regex.parse("(ab|ba)+c?");
    var wrong = new java.util.concurrent.atomic.AtomicInteger();
    var threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(() -> {
            for (int i = 1; i < 5_000; i++) {
              if (!pattern.matchesExactly(bytes("abba".repeat(i % 7 + 1) + "c"))) {
                wrong.incrementAndGet();
              }
            }
          });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).hasValue(0);
  }

  private static String randomInput(Random random, int most) {
    var input = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      input.append("aabb\n".charAt(random.nextInt(5)));
    }
    return input.toString();
  }
}
