package org.brood.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.junit.jupiter.api.Test;

class ScheduledAnalyzersTest {
  private static final int MAX = 1 << 17;
  private static final Addr RESPONDER = Addr.v4(0x0a000002);
  private static final Port FTP_DATA = new Port(2000, 1);

  private final ScheduledAnalyzers scheduled = new ScheduledAnalyzers();
  private final EnumType tags = new EnumType("Analyzer::Tag");
  private final EnumType.Item tag = tags.add("Analyzer::ANALYZER_FTP_DATA");

  private void expect(int originator) {
    scheduled.add(Addr.v4(originator), RESPONDER, FTP_DATA, tag, 0, 60);
  }

  private boolean isExpected(int originator) {
    return !scheduled.find(Addr.v4(originator), RESPONDER, FTP_DATA, 1).isEmpty();
  }

  @Test
  void theOldestGoesWhenThereIsOneTooMany() {
    for (int i = 1; i <= MAX; i++) {
      expect(i);
    }
    assertThat(isExpected(1)).isTrue();

    expect(MAX + 1);

    assertThat(isExpected(1)).isFalse();
    assertThat(isExpected(2)).isTrue();
    assertThat(isExpected(MAX + 1)).isTrue();
  }
}
