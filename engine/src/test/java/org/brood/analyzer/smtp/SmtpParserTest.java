package org.brood.analyzer.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpParserTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void aCommandIsAWordAndWhatFollows() {
    SmtpMessage.Command read = SmtpParser.command(ascii("mail \t FROM:<a@b>"));

    assertThat(SmtpCommand.of(read.word())).isEqualTo(SmtpCommand.MAIL);
    assertThat(text(read.argument())).isEqualTo("FROM:<a@b>");
  }

  @Test
  void whatOnlyStatesHaveIsNoCommand() {
    assertThat(SmtpCommand.of(ascii("END_OF_DATA"))).isNull();
    assertThat(SmtpCommand.of(ascii("X-AnonymousTLS"))).isEqualTo(SmtpCommand.X_ANONYMOUSTLS);
  }

  @Test
  void aReplyMayContinue() {
    SmtpMessage.Reply first = SmtpParser.reply(ascii("250-SIZE 100"));
    SmtpMessage.Reply last = SmtpParser.reply(ascii("250 OK"));

    assertThat(first.continues()).isTrue();
    assertThat(text(first.text())).isEqualTo("SIZE 100");
    assertThat(last.continues()).isFalse();
    assertThat(last.code()).isEqualTo(250);
    assertThat(text(last.text())).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({"099 x", "600 x", "25", "abc"})
  void codesAreFrom100To599(String line) {
    assertThat(SmtpParser.reply(ascii(line)).code()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"86 LAST,86,true", "86 last,86,true", "0,0,false", "7777777777,7777777777,false"})
  void aChunkHasASizeAndMayBeTheLast(String argument, long size, boolean last) {
    SmtpMessage.Chunk chunk = SmtpParser.chunk(ascii(argument));

    assertThat(chunk.size()).isEqualTo(size);
    assertThat(chunk.last()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "'',BDAT argument bad length",
    "'1 LAST                       ',BDAT argument bad length",
    "-42 LAST,BDAT not followed by a valid chunk-size",
    "86LAST,BDAT chunk-size not valid",
    "86 LASTING,BDAT chunk-size followed by junk",
    "184467440737095516150,BDAT chunk-size too large"
  })
  void otherArgumentsAreNone(String argument, String reason) {
    assertThatThrownBy(() -> SmtpParser.chunk(ascii(argument)))
        .isInstanceOf(Malformed.class)
        .hasMessage(reason);
  }

  @Test
  void theLargestSizeIsUnsigned() {
    assertThat(SmtpParser.chunk(ascii("18446744073709551615 LAST")).size()).isEqualTo(-1);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(ascii("12345 LAST"), SmtpParser::chunk);
    Damage.check(ascii("250-mail.example"), SmtpParser::reply);
    Damage.check(ascii("RCPT TO:<a@b>"), SmtpParser::command);
  }
}
