package org.brood.format.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.brood.testkit.Certificates;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Certificates and OCSP messages from a fuzzer: whatever they are, reading and printing them ends.
class CertificateFuzzTest {
  private static Stream<Arguments> seeds() {
    return Stream.of(
            Certificates.of("office.example", "Example CA").build(),
            Certificates.of("Example CA", "Example CA").authority(true).build(),
            Certificates.of("www.example", "Example CA").hosts("a.b.example", "*.example").build())
        .map(certificate -> Arguments.of((Object) certificate));
  }

  @MethodSource("seeds")
  @FuzzTest
  void certificates(byte[] bytes) {
    readAll(bytes);
  }

  /// Reads bytes as each of the things that they can be, and prints all that can be printed.
  static void readAll(byte[] bytes) {
    List<CertificateExtension> extensions = new ArrayList<>();
    Certificate certificate = Certificate.parse(bytes);
    if (certificate != null) {
      print(certificate, extensions);
    }
    OcspMessage.Request.parse(bytes);
    OcspMessage.Response response = OcspMessage.Response.parse(bytes);
    OcspMessage.Basic basic = response == null ? null : response.basic();
    if (basic != null) {
      basic.responder();
      CertificateTime.of(basic.producedAt());
      extensions.addAll(basic.extensions());
      for (OcspMessage.Single one : basic.responses()) {
        one.reasonText();
        one.id().issuerNameHash();
        one.id().serialNumber();
        extensions.addAll(one.extensions());
      }
    }
    for (CertificateExtension extension : extensions) {
      extension.text();
      SubjectAlternativeNames.of(extension);
      BasicConstraints.of(extension);
      SignedTimestamp.parseAll(extension);
    }
  }

  private static void print(Certificate certificate, List<CertificateExtension> extensions) {
    certificate.serialNumber();
    certificate.subject().rfc2253();
    certificate.subject().commonName();
    certificate.issuer().spaced();
    certificate.issuer().slashed();
    CertificateTime.of(certificate.notBefore());
    ObjectNames.longName(certificate.keyAlgorithm());
    HostNames.find(certificate, "a.b.example");
    new TrustStore().verify(certificate, List.of(certificate), 0);
    PrecertificateBody.of(certificate);
    extensions.addAll(certificate.extensions());
  }
}
