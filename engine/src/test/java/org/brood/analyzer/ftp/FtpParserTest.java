package org.brood.analyzer.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.Damage;
import org.brood.analyzer.ftp.FtpMessage.Reply;
import org.brood.analyzer.ftp.FtpMessage.Request;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class FtpParserTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void commandsAreToldInUpperCase() {
    Request read = FtpParser.request(ascii("  retr  some file"));

    assertThat(read)
        .isInstanceOfSatisfying(
            Request.class,
            request -> {
              assertThat(text(request.command())).isEqualTo("RETR");
              assertThat(text(request.argument())).isEqualTo("some file");
            });
  }

  @Test
  void aWordOfTwoLettersIsNoCommand() {
    assertThat(FtpParser.request(ascii("CD x"))).isNull();
    assertThat(FtpParser.request(ascii("PWD"))).isNotNull();
    assertThat(FtpParser.request(new byte[] {'P', 'W', (byte) 0xff})).isNull();
  }

  @Test
  void aReplyOfSeveralLinesEndsWithItsCode() {
    Reply first = FtpParser.reply(ascii("220-Welcome"), 0);
    Reply within = FtpParser.reply(ascii("230 not yet"), 220);
    Reply last = FtpParser.reply(ascii("220 go on"), 220);

    assertThat(first.code()).isEqualTo(220);
    assertThat(first.continues()).isTrue();
    assertThat(within.code()).isZero();
    assertThat(text(within.text())).isEqualTo("230 not yet");
    assertThat(last.continues()).isFalse();
    assertThat(text(last.text())).isEqualTo("go on");
  }

  @Test
  void whatHasNoCodeIsNoReply() {
    assertThatThrownBy(() -> FtpParser.reply(ascii("hello"), 0))
        .isInstanceOf(Malformed.class)
        .hasMessage("non-numeric reply code");
    assertThatThrownBy(() -> FtpParser.reply(ascii("099 x"), 0)).hasMessage("invalid reply code");
    assertThatThrownBy(() -> FtpParser.reply(ascii("220x"), 0)).hasMessage("invalid reply line");
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(ascii("150-Opening data connection"), line -> FtpParser.reply(line, 0));
    Damage.check(ascii("150 Opening data connection"), line -> FtpParser.reply(line, 150));
    Damage.check(ascii("STOR a/b/c"), FtpParser::request);
  }
}
