package org.brood.format.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.brood.format.x509.TrustStore.Verdict;
import org.brood.testkit.Certificates;
import org.brood.testkit.Tls;
import org.junit.jupiter.api.Test;

class CertificateTest {
  /// 2024-01-01.
  private static final double NOW = 1_704_067_200;

  private static Certificate read(Certificates of) {
    return Objects.requireNonNull(Certificate.parse(of.build()));
  }

  private static String text(String id, byte... value) {
    Certificate certificate = read(Certificates.of("a", "b").extension(id, false, value));
    return new String(certificate.extensions().getFirst().text(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] ia5(String text) {
    return Certificates.element(0x16, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  // ---- what it says

  @Test
  void allFieldsAreRead() {
    Certificate certificate =
        read(
            Certificates.of("host.example", "Example CA")
                .authority(false)
                .hosts("host.example", "*.host.example"));

    assertThat(certificate.version()).isEqualTo(3);
    assertThat(certificate.serialNumber()).isEqualTo("1234");
    assertThat(certificate.subject().rfc2253()).isEqualTo("CN=host.example,O=Example");
    assertThat(certificate.issuer().spaced()).isEqualTo("O = Example, CN = Example CA");
    assertThat(certificate.subject().commonName()).isEqualTo("host.example");
    assertThat(CertificateTime.of(certificate.notBefore()).seconds()).isEqualTo(1_577_836_800);
    assertThat(ObjectNames.longName(certificate.keyAlgorithm())).isEqualTo("rsaEncryption");
    assertThat(ObjectNames.longName(certificate.signatureId()))
        .isEqualTo("sha256WithRSAEncryption");
    assertThat(certificate.key()).isEqualTo(new PublicKeyInfo("rsa", 2048, "65537", null));
    assertThat(certificate.extensions()).hasSize(2);
  }

  @Test
  void namesAreEscaped() {
    assertThat(read(Certificates.of(" #a,b+c\"d\\<e>; ", "é\n")).subject().rfc2253())
        .isEqualTo("CN=\\ #a\\,b\\+c\\\"d\\\\\\<e\\>\\;\\ ,O=Example");
    assertThat(read(Certificates.of("a", "é\n")).issuer().rfc2253())
        .isEqualTo("CN=\\C3\\A9\\0A,O=Example");
    assertThat(read(Certificates.of("a,b", "x")).subject().spaced())
        .isEqualTo("O = Example, CN = \"a,b\"");
    assertThat(read(Certificates.of("é/", "x")).subject().slashed())
        .isEqualTo("/O=Example/CN=\\xC3\\xA9/");
  }

  @Test
  void timesAreRead() {
    assertThat(CertificateTime.of(time(0x17, "500101000000Z")).seconds()).isNegative();
    assertThat(CertificateTime.of(time(0x18, "20240101000000.5Z")).seconds()).isEqualTo(NOW);
    assertThat(CertificateTime.of(time(0x18, "202401010100+0100")).seconds()).isEqualTo(NOW);
    assertThat(CertificateTime.of(time(0x17, "240101Z")).weird()).isEqualTo("x509_utc_length");
    assertThat(CertificateTime.of(time(0x17, "240101000000A")).weird())
        .isEqualTo("x509_utc_format");
    assertThat(CertificateTime.of(time(0x18, "2024")).weird()).isEqualTo("x509_gen_time_length");
    assertThat(CertificateTime.of(time(0x16, "2024")).weird()).isEqualTo("x509_invalid_time_type");
  }

  private static org.brood.format.asn1.Der time(int tag, String text) {
    byte[] bytes = Certificates.element(tag, text.getBytes(StandardCharsets.US_ASCII));
    return Objects.requireNonNull(new org.brood.format.asn1.DerReader(bytes).next());
  }

  @Test
  void extensionsAreSaidInWords() {
    assertThat(text("2.5.29.14", Certificates.element(0x04, new byte[] {1, (byte) 0xab})))
        .isEqualTo("01:AB");
    assertThat(text("2.5.29.15", Certificates.element(0x03, new byte[] {1, (byte) 0x06})))
        .isEqualTo("Certificate Sign, CRL Sign");
    assertThat(text("2.5.29.18", Certificates.sequence())).isEqualTo("<EMPTY>\n");
    assertThat(
            text(
                "2.5.29.37",
                Certificates.sequence(
                    Certificates.objectId("1.3.6.1.5.5.7.3.1"), Certificates.objectId("1.2.3.4"))))
        .isEqualTo("TLS Web Server Authentication, 1.2.3.4");
    assertThat(
            text(
                "2.5.29.31",
                Certificates.sequence(
                    Certificates.sequence(
                        Certificates.element(
                            0xa0,
                            Certificates.element(
                                0xa0,
                                Certificates.element(
                                    0x86, "http://a/b".getBytes(StandardCharsets.US_ASCII))))))))
        .isEqualTo("Full Name:\n  URI:http://a/b");
    assertThat(
            text(
                "2.5.29.32",
                Certificates.sequence(
                    Certificates.sequence(
                        Certificates.objectId("2.5.29.32.0"),
                        Certificates.sequence(
                            Certificates.sequence(
                                Certificates.objectId("1.3.6.1.5.5.7.2.1"), ia5("http://cps")))))))
        .isEqualTo("Policy: X509v3 Any Policy\n  CPS: http://cps");
    assertThat(text("1.2.3.4", (byte) 7, (byte) 8)).isEqualTo("\u0004\u0002\u0007\b");
  }

  @Test
  void wildcardsStandForOneLabel() {
    assertThat(HostNames.match("a.b.example", "*.b.example")).isTrue();
    assertThat(HostNames.match("wide.b.example", "wi*.b.example")).isTrue();
    assertThat(HostNames.match("a.b.b.example", "*.b.example")).isFalse();
    assertThat(HostNames.match("a.example", "*.example")).isFalse();
    assertThat(HostNames.match("b.example", "*.b.example")).isFalse();
    Certificate certificate = read(Certificates.of("cn.example", "b").hosts("*.san.example"));
    assertThat(HostNames.find(certificate, "x.san.example")).isEqualTo("*.san.example");
    assertThat(HostNames.find(certificate, "cn.example")).isEmpty();
  }

  @Test
  void ocspResponseIsRead() {
    OcspMessage.Response response =
        Objects.requireNonNull(OcspMessage.Response.parse(Certificates.ocspResponse(0x77, true)));
    OcspMessage.Basic basic = Objects.requireNonNull(response.basic());

    assertThat(response.statusText()).isEqualTo("successful");
    assertThat(basic.responder()).isEqualTo("22".repeat(20));
    assertThat(basic.responses().getFirst().statusText()).isEqualTo("revoked");
    assertThat(basic.responses().getFirst().reasonText()).isEqualTo("keyCompromise");
    assertThat(basic.responses().getFirst().id().serialNumber()).isEqualTo("77");
  }

  // ---- trust

  private static KeyPair keys() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  @Test
  void chainsAreVerified() throws NoSuchAlgorithmException {
    KeyPair rootKeys = keys();
    KeyPair middleKeys = keys();
    Certificate root =
        read(
            Certificates.of("Root", "Root")
                .key(rootKeys.getPublic().getEncoded())
                .authority(true)
                .signedBy(rootKeys.getPrivate()));
    Certificate middle =
        read(
            Certificates.of("Middle", "Root")
                .key(middleKeys.getPublic().getEncoded())
                .authority(true)
                .signedBy(rootKeys.getPrivate()));
    Certificate host = read(Certificates.of("h", "Middle").signedBy(middleKeys.getPrivate()));
    Certificate forged = read(Certificates.of("h", "Middle").signedBy(rootKeys.getPrivate()));
    Certificate old =
        read(
            Certificates.of("h", "Middle")
                .valid("100101000000Z", "200101000000Z")
                .signedBy(middleKeys.getPrivate()));
    Certificate ofHost = read(Certificates.of("x", "h").signedBy(middleKeys.getPrivate()));
    TrustStore store = new TrustStore();
    store.add(root);

    assertThat(store.verify(host, List.of(middle), NOW).chain())
        .containsExactly(host, middle, root);
    assertThat(store.verify(host, List.of(), NOW).verdict()).isEqualTo(Verdict.NO_LOCAL_ISSUER);
    assertThat(store.verify(forged, List.of(middle), NOW).verdict())
        .isEqualTo(Verdict.BAD_SIGNATURE);
    assertThat(store.verify(old, List.of(middle), NOW).verdict()).isEqualTo(Verdict.EXPIRED);
    assertThat(store.verify(host, List.of(middle), 0).verdict()).isEqualTo(Verdict.NOT_YET_VALID);
    assertThat(store.verify(ofHost, List.of(host, middle), NOW).verdict())
        .isEqualTo(Verdict.INVALID_AUTHORITY);
    assertThat(new TrustStore().verify(root, List.of(), NOW).verdict())
        .isEqualTo(Verdict.SELF_SIGNED);
    assertThat(new TrustStore().verify(host, List.of(middle, root), NOW).verdict())
        .isEqualTo(Verdict.SELF_SIGNED_IN_CHAIN);
  }

  @Test
  void circlesOfIssuersEnd() {
    Certificate a = read(Certificates.of("a", "b").authority(true));
    Certificate b = read(Certificates.of("b", "a").authority(true));

    assertThat(new TrustStore().verify(a, List.of(a, b), NOW).verdict())
        .isEqualTo(Verdict.NO_LOCAL_ISSUER);
  }

  // ---- what is broken

  @Test
  void cutCertificatesAreNone() {
    byte[] whole = Certificates.of("a", "b").authority(true).hosts("c").build();
    for (int length = 0; length < whole.length; length++) {
      assertThat(Certificate.parse(Arrays.copyOf(whole, length))).as("%d", length).isNull();
    }
    assertThat(Certificate.parse(Tls.join(whole, new byte[3]))).isNotNull();
  }

  @Test
  void damageIsNoException() {
    Random random = new Random(31);
    byte[] certificate =
        Certificates.of("a", "b")
            .authority(true)
            .hosts("c", "d")
            .extension("2.5.29.31", false, Certificates.sequence(Certificates.sequence()))
            .build();
    byte[] response = Certificates.ocspResponse(9, true);
    for (int round = 0; round < 20_000; round++) {
      CertificateFuzzTest.readAll(damaged(random, certificate));
      CertificateFuzzTest.readAll(damaged(random, response));
    }
  }

  private static byte[] damaged(Random random, byte[] sound) {
    byte[] made = sound.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      made[random.nextInt(made.length)] = (byte) random.nextInt(256);
    }
    return made;
  }
}
