package org.brood.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RegexSetTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static RegexSet signatures(String... expressions) throws RegexSyntaxException {
    RegexSet.Builder builder = RegexSet.forSignatures();
    for (int i = 0; i < expressions.length; i++) {
      builder.add(bytes(expressions[i]), 100 + i);
    }
    return builder.build();
  }

  private static List<String> found(RegexSet.Matcher matcher) {
    var found = new ArrayList<String>();
    for (int i = 0; i < matcher.count(); i++) {
      found.add(matcher.id(i) + "@" + matcher.end(i));
    }
    return found;
  }

  @Test
  void reportsEachExpressionOnceWithThePlaceWhereItFirstEnded() throws RegexSyntaxException {
    RegexSet.Matcher matcher = signatures("GET ", ".*HTTP", "POST", "^GET .*1$").matcher();

    boolean matched = matcher.feed(bytes("GET /\n HTTP/1.1"), 0, 15, true, true);

    assertThat(matched).isTrue();
    assertThat(found(matcher)).containsExactly("100@4", "101@11", "103@15");
  }

  @Test
  void aMatchMayBeSpreadOverChunks() throws RegexSyntaxException {
    RegexSet.Matcher matcher = signatures(".*needle", "x").matcher();

    boolean first = matcher.feed(bytes("hay nee"), 0, 7, true, false);
    boolean second = matcher.feed(MemorySegment.ofArray(bytes("..dle hay")), 2, 7, false, false);

    assertThat(first).isFalse();
    assertThat(second).isTrue();
    assertThat(found(matcher)).containsExactly("100@10");
  }

  @Test
  void tellsWhenNothingCanMatchAnyMore() throws RegexSyntaxException {
    RegexSet.Matcher matcher = signatures("abc", "abd").matcher();

    matcher.feed(bytes("ab"), 0, 2, true, false);
    boolean before = matcher.exhausted();
    matcher.feed(bytes("x"), 0, 1, false, false);

    assertThat(before).isFalse();
    assertThat(matcher.exhausted()).isTrue();
    assertThat(matcher.read()).isEqualTo(3);
  }

  @Test
  void tellsWhichPatternsMatchAWholeText() throws RegexSyntaxException {
    RegexSet set =
        RegexSet.forPatterns()
            .add(Regex.parse("foo"), 1)
            .add(Regex.parse(bytes("FOO|bar"), true, false), 2)
            .add(Regex.parse("(foo|bletch)"), 3)
            .build();

    assertThat(set.matchesExactly(bytes("foo"))).containsExactly(1, 2, 3);
    assertThat(set.matchesExactly(bytes("bletch"))).containsExactly(3);
    assertThat(set.matchesExactly(bytes("foox"))).isEmpty();
    assertThat(RegexSet.forPatterns().build().matchesExactly(bytes(""))).isEmpty();
  }

  @Test
  void matchersOutliveTheFlushesOfTheirTable() throws RegexSyntaxException {
    RegexSet set = signatures(".*a[ab]{18}c", ".*b[ab]{17}c");
    var random = new Random(5);
    var matchers = new ArrayList<RegexSet.Matcher>();
    var texts = new ArrayList<StringBuilder>();
    for (int i = 0; i < 40; i++) {
      matchers.add(set.matcher());
      texts.add(new StringBuilder());
    }

    for (int round = 0; round < 30_000; round++) {
      int which = random.nextInt(matchers.size());
      String chunk = "ab".repeat(random.nextInt(3)) + (random.nextBoolean() ? "a" : "bb");
      texts.get(which).append(chunk);
      matchers.get(which).feed(bytes(chunk), 0, chunk.length(), round == -1, false);
    }
    for (RegexSet.Matcher matcher : matchers) {
      matcher.feed(bytes("c"), 0, 1, false, false);
    }

    for (int i = 0; i < matchers.size(); i++) {
      StringBuilder text = texts.get(i);
      boolean first = text.charAt(text.length() - 19) == 'a';
      boolean second = text.charAt(text.length() - 18) == 'b';
      assertThat(found(matchers.get(i)).stream().map(m -> m.substring(0, 3)))
          .as("stream %d", i)
          .containsExactlyElementsOf(
              first && second
                  ? List.of("100", "101")
                  : first ? List.of("100") : second ? List.of("101") : List.of());
    }
    assertThat(set.stats().dfaStates()).isLessThanOrEqualTo(RegexLimits.SET_CELLS);
  }

  @Test
  void thousandsOfExpressionsMakeOneAutomaton() throws RegexSyntaxException {
    RegexSet.Builder builder = RegexSet.forSignatures();
    for (int i = 0; i < 3_000; i++) {
      builder.add(bytes("magic" + i + ";"), i);
    }
    RegexSet.Matcher matcher = builder.build().matcher();

    matcher.feed(bytes("magic2718;"), 0, 10, true, false);

    assertThat(found(matcher)).containsExactly("2718@10");
  }

  @Test
  void agreesWithSinglePatternsHoweverTheTextIsCut() throws RegexSyntaxException {
    var random = new Random(17);
    for (int round = 0; round < 300; round++) {
      var references = new ArrayList<Reference>();
      RegexSet.Builder builder = RegexSet.forPatterns();
      for (int i = 0; i < 5; i++) {
        Reference reference = Reference.random(random, 3);
        references.add(reference);
        builder.add(bytes("^?(.|\\n)*(" + reference.text() + ")"), i);
      }
      RegexSet.Matcher matcher = builder.build().matcher();
      var input = new StringBuilder();
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        input.append("aabb\n".charAt(random.nextInt(5)));
      }

      int cut = random.nextInt(input.length());
      matcher.feed(bytes(input.toString()), 0, cut, true, false);
      matcher.feed(bytes(input.toString()), cut, input.length() - cut, false, true);

      var ids = new ArrayList<Integer>();
      for (int i = 0; i < matcher.count(); i++) {
        ids.add(matcher.id(i));
      }
      for (int i = 0; i < references.size(); i++) {
        if (Reference.containedIn(references.get(i), input.toString())) {
          assertThat(ids).as(references.get(i).text() + " in " + input).contains(i);
        }
      }
    }
  }
}
