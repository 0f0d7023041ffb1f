package org.brood.analyzer.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class ImapParserTest {
  @Test
  void aLineHasATagAWordAndMore() {
    assertThat(ImapParser.line("* CAPABILITY  IMAP4rev1 STARTTLS"))
        .isEqualTo(new ImapMessage("*", "CAPABILITY", "IMAP4rev1 STARTTLS"));
    assertThat(ImapParser.line("a1 noop")).isEqualTo(new ImapMessage("a1", "noop", ""));
  }

  @Test
  void oneWordIsNoLine() {
    assertThatThrownBy(() -> ImapParser.line("a1")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> ImapParser.line(" a1 noop")).isInstanceOf(Malformed.class);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(
        "a1 STARTTLS x".getBytes(StandardCharsets.US_ASCII),
        bytes -> ImapParser.line(new String(bytes, StandardCharsets.ISO_8859_1)));
  }
}
