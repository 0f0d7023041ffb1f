package org.brood.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Patterns from a fuzzer: the text before the first zero byte is a pattern, what follows is
/// matched.
class RegexFuzzTest {
  @FuzzTest
  void regex(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != 0) {
      end++;
    }
    byte[] pattern = Arrays.copyOf(input, end);
    byte[] text = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    try {
      Regex regex = Regex.parse(pattern, input.length % 2 == 0, input.length % 3 == 0);
      boolean whole = regex.matchesExactly(text);
      regex.containedIn(text);

      assertThat(
              Regex.parse(pattern, input.length % 2 == 0, input.length % 3 == 0)
                  .matchesExactly(text))
          .isEqualTo(whole);
    } catch (RegexSyntaxException _) {
      // What it says of text that is no pattern.
    }
  }
}
