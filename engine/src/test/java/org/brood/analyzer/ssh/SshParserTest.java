package org.brood.analyzer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.brood.analyzer.Damage;
import org.brood.analyzer.ssh.SshMessage.CurveInit;
import org.brood.analyzer.ssh.SshMessage.HostKey;
import org.brood.analyzer.ssh.SshMessage.KeyExchangeInit;
import org.brood.analyzer.ssh.SshMessage.NewKeys;
import org.brood.analyzer.ssh.SshMessage.Other;
import org.brood.analyzer.ssh.SshMessage.ServerKeys;
import org.brood.analyzer.ssh.SshParser.Expect;
import org.brood.bytes.Malformed;
import org.brood.testkit.Ssh;
import org.junit.jupiter.api.Test;

class SshParserTest {
  private static final SshLimits LIMITS = new SshLimits(1_000, 100, new long[10]);

  private final List<String> notes = new ArrayList<>();
  private final SshParser parser = new SshParser(LIMITS, (weird, v, max) -> notes.add(weird));

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private SshMessage read(int type, String content, Expect expect) {
    byte[] packet = Ssh.packet(type, hex(content));
    return parser.packet(Damage.cursor(Arrays.copyOfRange(packet, 4, packet.length)), expect);
  }

  private static String init() {
    StringBuilder text = new StringBuilder("00".repeat(16));
    for (int i = 0; i < 10; i++) {
      text.append("00000003").append("61 2c 62");
    }
    return text.append("0000000000").toString();
  }

  @Test
  void algorithmsAreReadInOrder() {
    assertThat(read(20, init(), Expect.INIT))
        .isInstanceOfSatisfying(
            KeyExchangeInit.class,
            read -> {
              assertThat(read.cookie()).hasSize(16).containsOnly(0);
              assertThat(read.lists()).hasSize(10);
              assertThat(SshNames.split(read.lists().getFirst())).containsExactly("a", "b");
            });
  }

  @Test
  void curvesHaveAKeyInEachDirection() {
    assertThat(read(30, "00000002 0102", Expect.CURVES))
        .isInstanceOfSatisfying(
            CurveInit.class, read -> assertThat(read.publicKey()).containsExactly(1, 2));
  }

  @Test
  void groupsHaveTheHostKeyInMessage33() {
    assertThat(read(33, "00000001 07 00000000 00000000", Expect.GROUP_EXCHANGE))
        .isInstanceOfSatisfying(HostKey.class, read -> assertThat(read.key()).containsExactly(7));
  }

  @Test
  void newKeysEndEachMethod() {
    assertThat(read(21, "", Expect.RSA)).isInstanceOf(NewKeys.class);
  }

  @Test
  void whatAMethodDoesNotHaveIsPassedOverOrRefused() {
    assertThat(read(99, "", Expect.DIFFIE_HELLMAN)).isInstanceOf(Other.class);
    assertThatThrownBy(() -> read(99, "", Expect.CURVES)).isInstanceOf(Malformed.class);
  }

  @Test
  void aStringAtItsBoundIsReadAndOnePastItIsCutAndTold() {
    read(30, "00000064" + "41".repeat(100), Expect.CURVES);
    assertThat(notes).isEmpty();

    SshMessage cut = read(30, "00000065" + "41".repeat(101), Expect.CURVES);

    assertThat(notes).containsExactly("SSH_max_string_length_exceeded");
    assertThat(((CurveInit) cut).publicKey()).hasSize(100);
  }

  @Test
  void aPacketAtItsBoundIsReadAndOnePastItIsCutAndTold() {
    assertThat(parser.packetLength(1_000)).isEqualTo(1_000);
    assertThat(notes).isEmpty();
    assertThat(parser.packetLength(1_001)).isEqualTo(1_000);
    assertThat(notes).containsExactly("SSH_max_packet_length_exceeded");
  }

  @Test
  void version1HasNumbersByBits() {
    String content =
        "000000" // padding up to eight bytes with the length of 13 mod 8
            + "02 0000000000000000"
            + "00000300 0001 01 0001 01"
            + "00000400 0006 23 0010 abcd"
            + "000000000000000000000000 00000000";

    SshMessage read = SshParser.packetOfVersion1(Damage.cursor(hex(content)), 13);

    assertThat(read)
        .isInstanceOfSatisfying(
            ServerKeys.class,
            keys -> {
              assertThat(keys.hostExponent()).containsExactly(0x23);
              assertThat(keys.hostModulus()).containsExactly(0xab, 0xcd);
            });
  }

  @Test
  void damageIsMalformedAtWorst() {
    byte[] packet = Ssh.packet(20, hex(init()));
    byte[] content = Arrays.copyOfRange(packet, 4, packet.length);
    Damage.check(
        content,
        bytes ->
            Arrays.stream(Expect.values()).forEach(e -> parser.packet(Damage.cursor(bytes), e)));
  }

  @Test
  void theClientsFirstMethodThatBothHaveIsChosen() {
    assertThat(SshNames.keyExchange(ascii("x,b,a"), ascii("a,b"), 0)).isEqualTo("b");
    assertThat(SshNames.keyExchange(ascii("x,b,a"), ascii("a,b"), 1)).isNull();
    assertThat(SshNames.messages("curve25519-sha256@libssh.org")).isEqualTo(Expect.CURVES);
    assertThat(SshNames.messages("mlkem768x25519-sha256")).isEqualTo(Expect.CURVES);
    assertThat(SshNames.messages("unheard-of")).isNull();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void versionsAgreeIfOneSideHasBoth() {
    SshVersion both = SshVersion.of(ascii("SSH-1.99-x"), SshVersion.UNKNOWN);
    SshVersion second = SshVersion.of(ascii("SSH-2.0-x"), SshVersion.UNKNOWN);
    SshVersion first = SshVersion.of(ascii("SSH-1.5-x"), SshVersion.UNKNOWN);

    assertThat(SshVersion.common(both, both)).isEqualTo(SshVersion.V2);
    assertThat(SshVersion.common(both, second)).isEqualTo(SshVersion.V2);
    assertThat(SshVersion.common(first, both)).isEqualTo(SshVersion.V1);
    assertThat(SshVersion.common(first, second)).isEqualTo(SshVersion.UNKNOWN);
    assertThat(SshVersion.common(SshVersion.UNKNOWN, both)).isEqualTo(SshVersion.UNKNOWN);
  }
}
