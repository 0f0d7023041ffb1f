package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.brood.node.config.IndicatorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StixPatternTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[ipv4-addr:value = '192.0.2.1']|ADDR|192.0.2.1",
        "[ ipv6-addr:value='2001:db8::/32' ]|SUBNET|2001:db8::/32",
        "[ipv4-addr:value ISSUBSET '192.0.2.0/24']|SUBNET|192.0.2.0/24",
        "[domain-name:value = 'evil.example']|DOMAIN|evil.example",
        "[url:value = 'http://evil.example/it\\'s']|URL|http://evil.example/it's",
        "[file:hashes.'SHA-256' = 'aa']|FILE_HASH|aa",
        "[file:hashes.\"SHA-1\" = 'aa']|FILE_HASH|aa",
        "[file:hashes.MD5 = 'aa']|FILE_HASH|aa",
        "[file:name = 'a.exe']|FILE_NAME|a.exe",
        "[email-addr:value = 'a@b.example']|EMAIL|a@b.example",
        "[x509-certificate:hashes.'SHA-1' = 'aa']|CERT_HASH|aa",
        "[user-account:account_login = 'mallory']|USER_NAME|mallory",
        "[software:name = 'evil']|SOFTWARE|evil",
        "([network-traffic:dst_ref.value = '192.0.2.1'])|ADDR|192.0.2.1",
      })
  void oneComparisonIsOneIndicator(String pattern, IndicatorType type, String text) {
    assertThat(StixPattern.of(pattern)).containsExactly(new StixPattern.Found(type, text));
  }

  @Test
  void alternativesAreSeveral() {
    assertThat(
            StixPattern.of(
                "[domain-name:value IN ('a.example', 'b.example') OR (ipv4-addr:value = '192.0.2.1')]"
                    + " OR [domain-name:value = 'c.example']"))
        .isEqualTo(
            List.of(
                new StixPattern.Found(IndicatorType.DOMAIN, "a.example"),
                new StixPattern.Found(IndicatorType.DOMAIN, "b.example"),
                new StixPattern.Found(IndicatorType.ADDR, "192.0.2.1"),
                new StixPattern.Found(IndicatorType.DOMAIN, "c.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[domain-name:value = 'a']x",
        "[domain-name:value = 'a",
        "[domain-name:value = a]",
        "[domain-name:value LIKE 'a%']",
        "[domain-name:value != 'a']",
        "[NOT domain-name:value = 'a']",
        "[domain-name:value = 'a' AND url:value = 'b']",
        "[domain-name:value = 'a'] AND [url:value = 'b']",
        "[domain-name:value = 'a'] FOLLOWEDBY [url:value = 'b']",
        "[domain-name:value = 'a'] WITHIN 5 SECONDS",
        "[windows-registry-key:key = 'a']",
        "[domain-name:value = 'a' OR process:name = 'b']",
      })
  void whatSaysMoreIsNotUnderstood(String pattern) {
    assertThat(StixPattern.of(pattern)).isEmpty();
  }

  @Test
  void depthIsBounded() {
    String inner = "[domain-name:value = 'a']";

    assertThat(StixPattern.of("(".repeat(19) + inner + ")".repeat(19))).hasSize(1);
    assertThat(StixPattern.of("(".repeat(20) + inner + ")".repeat(20))).isEmpty();
    assertThat(StixPattern.of("(".repeat(1_000_000))).isEmpty();
  }
}
