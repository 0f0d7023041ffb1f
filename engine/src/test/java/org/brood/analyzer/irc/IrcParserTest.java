package org.brood.analyzer.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IrcParserTest {
  private final List<String> notes = new ArrayList<>();

  private @Nullable IrcMessage read(String line) {
    return IrcParser.line(line, notes::add);
  }

  @Test
  void aCommandMayHaveTagsAndAPrefix() {
    assertThat(read("@time=2026 :nick!user@host  privmsg  #a :hello there"))
        .isEqualTo(new IrcMessage("nick!user@host", 0, "PRIVMSG", "#a :hello there"));
    assertThat(read("LIST")).isEqualTo(new IrcMessage("", 0, "LIST", ""));
  }

  @Test
  void aReplyIsANumber() {
    assertThat(read(":irc.example 001 nick :Welcome"))
        .isEqualTo(new IrcMessage("irc.example", 1, "", "nick :Welcome"));
  }

  @Test
  void otherLinesAreTold() {
    assertThat(read("ab")).isNull();
    assertThat(read(":prefix")).isNull();
    assertThatThrownBy(() -> read("12x nick")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> read(":prefix ab")).isInstanceOf(Malformed.class);
    assertThat(notes)
        .containsExactly(
            "irc_line_too_short",
            "irc_invalid_line",
            "irc_invalid_reply_number",
            "irc_invalid_line");
  }

  @Test
  void separatorsInARowAreOne() {
    assertThat(IrcParser.words("  a  b c ", ' ')).containsExactly("a", "b", "c");
    assertThat(IrcParser.words("", ' ')).isEmpty();
  }

  @Test
  void numbersStopAtWhatIsNone() {
    assertThat(IrcParser.number("12 users")).isEqualTo(12);
    assertThat(IrcParser.number("x")).isZero();
    assertThat(IrcParser.number("99999999999999999999")).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(
        "@a=b :nick!u@h 353 x = #c :a b".getBytes(StandardCharsets.US_ASCII),
        bytes -> IrcParser.line(new String(bytes, StandardCharsets.ISO_8859_1), _ -> {}));
  }
}
