package org.brood.analyzer.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.dns.DnsMessage.Address;
import org.brood.analyzer.dns.DnsMessage.Authorization;
import org.brood.analyzer.dns.DnsMessage.ClientSubnet;
import org.brood.analyzer.dns.DnsMessage.Cookie;
import org.brood.analyzer.dns.DnsMessage.Data;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.Hints;
import org.brood.analyzer.dns.DnsMessage.HostInformation;
import org.brood.analyzer.dns.DnsMessage.KeepAlive;
import org.brood.analyzer.dns.DnsMessage.MailExchange;
import org.brood.analyzer.dns.DnsMessage.Name;
import org.brood.analyzer.dns.DnsMessage.NextSecure;
import org.brood.analyzer.dns.DnsMessage.None;
import org.brood.analyzer.dns.DnsMessage.Option;
import org.brood.analyzer.dns.DnsMessage.Parameter;
import org.brood.analyzer.dns.DnsMessage.Protocols;
import org.brood.analyzer.dns.DnsMessage.Question;
import org.brood.analyzer.dns.DnsMessage.Raw;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.Section;
import org.brood.analyzer.dns.DnsMessage.Service;
import org.brood.analyzer.dns.DnsMessage.ServiceBinding;
import org.brood.analyzer.dns.DnsMessage.Text;
import org.brood.analyzer.dns.DnsMessage.Unknown;
import org.brood.bytes.ByteCursor;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.junit.jupiter.api.Test;

class DnsParserTest {
  private final Notes notes = new Notes();

  private DnsParser parser(ByteCursor in) {
    DnsParser.header(in);
    return new DnsParser(in, 20, false, notes);
  }

  private DnsParser parser(String hex) {
    return parser(Messages.cursor(Messages.bytes(hex)));
  }

  /// Reads the answer of a message that [Messages#reply] made.
  private Data answer(int type, String data) {
    DnsParser parser = parser(Messages.reply(type, data));
    assertThat(parser.question()).isNotNull();
    ResourceRecord read = parser.record(Section.ANSWER);
    return read == null ? new None() : parser.data(read);
  }

  private static Str str(String text) {
    return Str.of(text);
  }

  @Test
  void headerHasFlagsAndCounts() {
    Header header =
        DnsParser.header(Messages.cursor(Messages.bytes("1234 ad93 0001 0002 0003 0004")));

    assertThat(header).isEqualTo(new Header(0x1234, 0xad93, 1, 2, 3, 4));
    assertThat(header.isReply()).isTrue();
    assertThat(header.opcode()).isEqualTo(DnsTypes.UPDATE);
    assertThat(header.responseCode()).isEqualTo(3);
  }

  @Test
  void questionKeepsTheCaseThatWasSent() {
    Question question =
        parser("0000 0100 0001 0000 0000 0000 03 575757 03 436f4d 00 001c 0001").question();

    assertThat(question).isEqualTo(new Question(str("www.com"), str("WWW.CoM"), 28, 1));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void questionThatEndsAfterItsNameIsTold() {
    assertThat(parser("0000 0100 0001 0000 0000 0000 03 777777 00 0001").question()).isNull();
    assertThat(notes.told).containsExactly("DNS_truncated_quest_too_short");
  }

  @Test
  void nameGoesOnWhereItPointsTo() {
    Data data = answer(DnsTypes.CNAME, "03 777777 c00c");

    assertThat(data).isEqualTo(new Name(str("www.example.net")));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void pointerForwardEndsTheName() {
    Question question = parser("0000 0100 0001 0000 0000 0000 c00c 0001 0001").question();

    assertThat(question).isEqualTo(new Question(str(""), str(""), 1, 1));
    assertThat(notes.told).containsExactly("DNS_label_forward_compress_offset");
  }

  @Test
  void chainsOfPointersAreBounded() {
    StringBuilder hex = new StringBuilder("0000 0100 0001 0000 0000 0000 00");
    hex.append("c00c");
    for (int at = 13; at < 13 + 2 * 25; at += 2) {
      hex.append("c0%02x".formatted(at));
    }
    hex.append("0001 0001");
    ByteCursor in = Messages.cursor(Messages.bytes(hex.toString()));
    in.position(in.limit() - 6);

    DnsParser parser = new DnsParser(in, 20, false, notes);

    assertThat(parser.question()).isNotNull();
    assertThat(notes.told).containsExactly("DNS_max_compression_chain_depth_exceeded");
  }

  @Test
  void labelOf64BytesIsTooLongExceptForNetbios() {
    String hex = "0000 0100 0001 0000 0000 0000 40" + "61".repeat(64) + "00 0001 0001";
    ByteCursor in = Messages.cursor(Messages.bytes(hex));
    DnsParser.header(in);

    Question netbios = new DnsParser(in, 20, true, notes).question();

    assertThat(netbios).isEqualTo(new Question(str("a".repeat(64)), str("a".repeat(64)), 1, 1));
    assertThat(notes.told).isEmpty();
    parser(hex).question();
    assertThat(notes.told).containsExactly("DNS_label_too_long");
  }

  @Test
  void namesHave512BytesAtMost() {
    String labels = ("3f" + "61".repeat(63)).repeat(9);

    Question question =
        parser("0000 0100 0001 0000 0000 0000" + labels + "00 0001 0001").question();

    assertThat(question).isNotNull();
    assertThat(notes.told).containsExactly("DNS_label_len_gt_name_len", "DNS_NAME_too_long");
  }

  @Test
  void labelThatPassesTheEndTakesTheRest() {
    assertThat(parser("0000 0100 0001 0000 0000 0000 05 6162").question()).isNull();
    assertThat(notes.told).containsExactly("DNS_label_len_gt_pkt", "DNS_truncated_quest_too_short");
  }

  @Test
  void addresses() {
    assertThat(answer(DnsTypes.A, "01020304")).isEqualTo(new Address(Addr.v4(0x01020304)));
    assertThat(answer(DnsTypes.AAAA, "20010db8 00000000 00000000 00000001"))
        .isEqualTo(new Address(new Addr(0x20010db8_00000000L, 1)));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void addressOfWrongLengthBreaksTheMessage() {
    DnsParser parser = parser(Messages.reply(DnsTypes.A, "010203"));
    assertThat(parser.question()).isNotNull();
    ResourceRecord read = parser.record(Section.ANSWER);
    assertThat(read).isNotNull();
    if (read != null) {
      parser.data(read);
    }

    assertThat(parser.isBroken()).isTrue();
    assertThat(notes.told).containsExactly("DNS_RR_bad_length");
  }

  @Test
  void recordLongerThanTheMessageIsNotRead() {
    DnsParser parser = parser("0000 8180 0000 0001 0000 0000 00 0001 0001 00000000 0005 01020304");

    assertThat(parser.record(Section.ANSWER)).isNull();
    assertThat(notes.told).containsExactly("DNS_truncated_RR_rdlength_lt_len");
  }

  @Test
  void mailExchangeAndService() {
    assertThat(answer(DnsTypes.MX, "000a 02 6d78 c00c"))
        .isEqualTo(new MailExchange(10, str("mx.example.net")));
    assertThat(answer(DnsTypes.SRV, "0001 0002 1f90 c00c"))
        .isEqualTo(new Service(1, 2, 8080, str("example.net")));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void lengthThatDoesNotFitTheNameIsTold() {
    assertThat(answer(DnsTypes.NS, "c00c 00")).isEqualTo(new Name(str("example.net")));
    assertThat(notes.told).containsExactly("DNS_RR_length_mismatch");
  }

  @Test
  void textIsStrings() {
    assertThat(answer(DnsTypes.TXT, "02 6162 00 01 63"))
        .isEqualTo(new Text(List.of(str("ab"), str(""), str("c"))));
    assertThat(answer(DnsTypes.HINFO, "01 61 01 62"))
        .isEqualTo(new HostInformation(str("a"), str("b")));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void stringThatPassesItsRecordIsTold() {
    assertThat(answer(DnsTypes.TXT, "01 61 05 62")).isEqualTo(new Text(List.of(str("a"))));
    assertThat(notes.told).containsExactly("DNS_TXT_char_str_past_rdlen");
  }

  @Test
  void certificateAuthority() {
    assertThat(answer(DnsTypes.CAA, "80 05 6973737565 63612e6e6574"))
        .isEqualTo(new Authorization(128, str("issue"), str("ca.net")));
    assertThat(notes.told).isEmpty();

    answer(DnsTypes.CAA, "80 05 6973737565");
    assertThat(notes.told).containsExactly("DNS_CAA_char_str_past_rdlen");
  }

  @Test
  void bitmapsOfTypes() {
    assertThat(answer(DnsTypes.NSEC, "00 00 02 4001 01 01 80"))
        .isEqualTo(
            new NextSecure(
                str(""),
                List.of(Str.wrap(Messages.bytes("4001")), Str.wrap(Messages.bytes("80")))));
    assertThat(notes.told).isEmpty();

    answer(DnsTypes.NSEC, "00 03 00");
    assertThat(notes.told).containsExactly("DNSSEC_NSEC_bitmapLen0 3");
  }

  @Test
  void weakAlgorithmsAreTold() {
    answer(DnsTypes.DNSKEY, "0101 03 01 0102");
    answer(DnsTypes.DNSKEY, "0381 02 fd 0102");
    answer(DnsTypes.DS, "0001 08 09 0102");

    assertThat(notes.told)
        .containsExactly(
            "DNSSEC_DNSKEY_NotRecommended_ZoneSignAlgo 1",
            "DNSSEC_DNSKEY_Invalid_Flag 897",
            "DNSSEC_DNSKEY_Revoked_KSK 897",
            "DNSSEC_DNSKEY_Invalid_Protocol 2",
            "DNSSEC_DNSKEY_PrivateDNS_ZoneSignAlgo 253",
            "DNSSEC_DS_unknown_DigestType 9");
  }

  @Test
  void serviceBindingHasParameters() {
    assertThat(answer(DnsTypes.HTTPS, "0001 00 0001 0006 02 6832 02 6833 0004 0004 01020304"))
        .isEqualTo(
            new ServiceBinding(
                1,
                str("."),
                List.of(
                    new Parameter(1, new Protocols(List.of(str("h2"), str("h3")))),
                    new Parameter(4, new Hints(List.of(Addr.v4(0x01020304)))))));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void malformedParametersAreKeptAsTheyAre() {
    Data data = answer(DnsTypes.SVCB, "0000 00 0001 0002 05 68 0003 0009 0102");

    assertThat(data)
        .isEqualTo(
            new ServiceBinding(
                0,
                str("."),
                List.of(
                    new Parameter(1, new Raw(Str.wrap(Messages.bytes("0568")))),
                    new Parameter(-1, new Raw(Str.wrap(Messages.bytes("0102")))))));
    assertThat(notes.told)
        .containsExactly(
            "DNS_SVCB_aliasmode_with_params",
            "DNS_SVCB_alpn_length_invalid",
            "DNS_SVCB_param_value_toobig 9 capped to 2");
  }

  @Test
  void unknownTypesAreSkipped() {
    DnsParser parser = parser(Messages.reply(1234, "0102"));
    assertThat(parser.question()).isNotNull();
    ResourceRecord read = parser.record(Section.ANSWER);

    assertThat(read).isNotNull();
    assertThat(read == null ? null : parser.data(read)).isEqualTo(new Unknown());
    assertThat(parser.remaining()).isZero();
  }

  private List<Option> options(String hex) {
    List<Option> options = new ArrayList<>();
    new DnsParser(Messages.cursor(Messages.bytes(hex)), 20, false, notes).options(options::add);
    return options;
  }

  @Test
  void optionsOfEdns() {
    assertThat(
            options(
                "0008 0007 0001 18 00 c0a801"
                    + "000a 0008 0102030405060708"
                    + "000b 0002 0064"
                    + "000b 0000"
                    + "0003 0001 61"))
        .containsExactly(
            new ClientSubnet(str("v4"), 24, 0, Addr.v4(0xc0a80100)),
            new Cookie(Str.wrap(Messages.bytes("0102030405060708")), str("")),
            new KeepAlive(false, 100),
            new KeepAlive(true, 0));
    assertThat(notes.told).isEmpty();
  }

  @Test
  void optionsThatCannotBeAreTold() {
    options("0008 0004 0001 18 00");
    options("0008 0005 0001 21 00 c0");
    options("0008 0005 0001 18 00 c0");
    options("0008 0009 00");

    assertThat(notes.told)
        .containsExactly(
            "EDNS_ECS_invalid_option_len",
            "EDNS_ECS_invalid_addr_v4_prefix 33 bits",
            "EDNS_ECS_invalid_addr_v4 need 24 bits, have 8 bits",
            "EDNS_truncated_option");
  }
}
