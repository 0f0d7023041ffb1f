package org.brood.analyzer.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.Damage;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class XmppParserTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> names(byte[] bytes) {
    ByteCursor in = Damage.cursor(bytes);
    List<String> all = new ArrayList<>();
    XmppMessage tag = XmppParser.tag(in, 0);
    while (tag != null) {
      all.add(tag.name());
      tag = XmppParser.tag(in, 0);
    }
    return all;
  }

  @Test
  void tagsComeOneAfterTheOther() {
    assertThat(names(ascii("<?xml version='1.0'?>\r\n<stream:stream to='x'> <a b='c'>text</a>")))
        .containsExactly("?xml", "stream:stream", "a", "/a");
  }

  @Test
  void aTagWithoutItsEndIsAwaited() {
    ByteCursor in = Damage.cursor(ascii("  <starttls xmlns="));

    assertThat(XmppParser.tag(in, 0)).isNull();
    assertThat(in.position()).isZero();
  }

  @Test
  void aPrefixIsNoPartOfTheName() {
    assertThat(new XmppMessage("tls:starttls").localName()).isEqualTo("starttls");
    assertThat(new XmppMessage("starttls").localName()).isEqualTo("starttls");
  }

  @Test
  void whatIsNoTagIsRefused() {
    assertThatThrownBy(() -> names(ascii("hello"))).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> names(ascii("<!-- x -->"))).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> names(ascii("<a <b>"))).isInstanceOf(Malformed.class);
  }

  @Test
  void theLongestTagIsAwaitedAndALongerOneRefused() {
    byte[] longest = ascii("<a" + "x".repeat(XmppParser.MAX_TAG - 2));
    assertThat(XmppParser.tag(Damage.cursor(longest), 0)).isNull();

    byte[] longer = ascii("<a" + "x".repeat(XmppParser.MAX_TAG - 1));
    assertThatThrownBy(() -> XmppParser.tag(Damage.cursor(longer), 0))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void damageIsMalformedAtWorst() {
    Damage.check(
        ascii("<stream:stream to='a'><features><starttls/></features>"), XmppParserTest::names);
  }
}
