package org.brood.analyzer.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.junit.jupiter.api.Test;

class Pop3ParserTest {
  @Test
  void blanksAreMadeOne() {
    assertThat(Pop3Parser.tidy(" \t+OK   2  messages ")).isEqualTo("+OK 2 messages");
    assertThat(Pop3Parser.tidy("   ")).isEmpty();
  }

  @Test
  void aStatusHasASign() {
    assertThat(Pop3Parser.message("+OK ready").command()).isEqualTo(Pop3Command.OK);
    assertThat(Pop3Parser.message("-ERR no").command()).isEqualTo(Pop3Command.ERR);
    assertThat(Pop3Parser.message("-ERR no").argument()).isEqualTo("no");
  }

  @Test
  void commandsAreInAnyCase() {
    assertThat(Pop3Parser.message("retr 1").command()).isEqualTo(Pop3Command.RETR);
    assertThat(Pop3Parser.message("retry 1").command()).isNull();
    assertThat(Pop3Parser.message("").command()).isNull();
  }

  @Test
  void damageDoesNoHarm() {
    Damage.check(
        "RETR   1 ".getBytes(StandardCharsets.US_ASCII),
        bytes ->
            Pop3Parser.message(Pop3Parser.tidy(new String(bytes, StandardCharsets.ISO_8859_1))));
  }
}
