package org.brood.node.intel;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.node.config.IndicatorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADDR|192.0.2.1|192.0.2.1",
        "ADDR|192.0.2.1/32|192.0.2.1",
        "ADDR|[2001:DB8::1]|2001:db8::1",
        "SUBNET|192.0.2.77/24|192.0.2.0/24",
        "SUBNET|2001:db8::/32|2001:db8::/32",
        "URL|http://Evil.Example/A?b#c|evil.example/A?b",
        "URL|https://evil.example:443|evil.example/",
        "URL|http://evil.example:80?x=/|evil.example/?x=/",
        "URL|evil.example:8080/x|evil.example:8080/x",
        "EMAIL|Mallory@Example.COM|mallory@example.com",
        "DOMAIN|Evil.Example.|evil.example",
        "DOMAIN|bücher.example|xn--bcher-kva.example",
        "DOMAIN|_dmarc.evil.example|_dmarc.evil.example",
        "FILE_HASH|D41D8CD98F00B204E9800998ECF8427E|d41d8cd98f00b204e9800998ecf8427e",
        "CERT_HASH|da39a3ee5e6b4b0d3255bfef95601890afd80709|da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "PUBKEY_HASH|d41d8cd98f00b204e9800998ecf8427e|d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e",
        "FILE_NAME|Invoice 1.pdf.exe|Invoice 1.pdf.exe",
        "SOFTWARE|Evil Agent/1.0|Evil Agent/1.0",
        "USER_NAME|Mallory|Mallory",
      })
  void textsAreWrittenAsTheyAreSeen(IndicatorType type, String written, String text) {
    assertThat(IndicatorText.of(type, " " + written + " ")).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADDR|192.0.2",
        "ADDR|192.0.2.1/31",
        "ADDR|evil.example",
        "SUBNET|192.0.2.0/33",
        "SUBNET|192.0.2.0",
        "URL|http://",
        "URL|evil.example/a b",
        "EMAIL|mallory",
        "EMAIL|a@b@c",
        "EMAIL|@example.com",
        "DOMAIN|evil..example",
        "DOMAIN|*.evil.example",
        "DOMAIN|evil example",
        "DOMAIN|.",
        "DOMAIN|a123456789012345678901234567890123456789012345678901234567890123.example",
        "FILE_HASH|d41d8cd98f00b204e9800998ecf8427",
        "FILE_HASH|x41d8cd98f00b204e9800998ecf8427e",
        "PUBKEY_HASH|d4:1d",
      })
  void whatIsNoneIsRefused(IndicatorType type, String written) {
    assertThat(IndicatorText.of(type, written)).isEmpty();
  }

  @Test
  void controlsAndEndlessTextsAreRefused() {
    assertThat(IndicatorText.of(IndicatorType.SOFTWARE, "a\tb")).isEmpty();
    assertThat(IndicatorText.of(IndicatorType.SOFTWARE, "a".repeat(4096))).isPresent();
    assertThat(IndicatorText.of(IndicatorType.SOFTWARE, "a".repeat(4097))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,ADDR",
    "2001:db8::1,ADDR",
    "192.0.2.0/24,SUBNET",
    "https://evil.example/,URL",
    "mallory@evil.example,EMAIL",
    "d41d8cd98f00b204e9800998ecf8427e,FILE_HASH",
    "evil.example,DOMAIN"
  })
  void theLookTellsTheType(String text, IndicatorType type) {
    assertThat(IndicatorText.typeOf(text)).contains(type);
  }

  @Test
  void someTextsLookLikeNothing() {
    assertThat(IndicatorText.typeOf("domain")).isEmpty();
    assertThat(IndicatorText.typeOf("<html>")).isEmpty();
  }
}
