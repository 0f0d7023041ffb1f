package org.brood.analyzer.finger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.brood.analyzer.Damage;
import org.junit.jupiter.api.Test;

class FingerParserTest {
  private static FingerRequest read(String line) {
    return FingerParser.request(line.getBytes(US_ASCII));
  }

  @Test
  void aLineAsksForAUser() {
    FingerRequest read = read("somebody");

    assertThat(read.isVerbose()).isFalse();
    assertThat(read.user()).asString(US_ASCII).isEqualTo("somebody");
    assertThat(read.host()).isEmpty();
  }

  @Test
  void aRequestIsHandedOnToAHost() {
    FingerRequest read = read("  /w  somebody@one.example@two.example");

    assertThat(read.isVerbose()).isTrue();
    assertThat(read.user()).asString(US_ASCII).isEqualTo("somebody");
    assertThat(read.host()).asString(US_ASCII).isEqualTo("one.example@two.example");
    assertThat(read.query()).asString(US_ASCII).isEqualTo("somebody@one.example@two.example");
  }

  @Test
  void nobodyIsEverybody() {
    assertThat(read("/W").isVerbose()).isTrue();
    assertThat(read("/W").user()).isEmpty();
    assertThat(read("/").user()).asString(US_ASCII).isEqualTo("/");
    assertThat(read("").user()).isEmpty();
    assertThat(read("@").host()).isEmpty();
  }

  @Test
  void damageIsARequestToo() {
    Damage.check("/W somebody@one.example".getBytes(US_ASCII), FingerParser::request);
  }
}
