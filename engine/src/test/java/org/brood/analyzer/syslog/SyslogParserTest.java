package org.brood.analyzer.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class SyslogParserTest {
  private static SyslogMessage read(String text) {
    return SyslogParser.message(Damage.cursor(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aPriorityIsFacilityAndSeverity() {
    SyslogMessage read = read("<34>su: failed");

    assertThat(read.facility()).isEqualTo(4);
    assertThat(read.severity()).isEqualTo(2);
    assertThat(new String(read.text(), StandardCharsets.US_ASCII)).isEqualTo("su: failed");
  }

  @Test
  void aTextAloneHasNone() {
    SyslogMessage read = read("no priority");

    assertThat(read.facility()).isEqualTo(SyslogMessage.NO_PRIORITY);
    assertThat(read.severity()).isEqualTo(SyslogMessage.NO_PRIORITY);
    assertThat(read.text()).hasSize(11);
  }

  @Test
  void aPriorityThatIsNoneIsRefused() {
    assertThatThrownBy(() -> read("<x>text")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> read("<34 text")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> read("<34")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(Malformed.class);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(
        "<165>Aug 24 host app: x".getBytes(StandardCharsets.US_ASCII),
        bytes -> SyslogParser.message(Damage.cursor(bytes)));
  }
}
