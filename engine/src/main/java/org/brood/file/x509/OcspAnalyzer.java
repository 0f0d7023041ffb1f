package org.brood.file.x509;

import java.util.List;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.file.FileAnalyzer;
import org.brood.file.FileAnalyzerFactory;
import org.brood.file.TrackedFile;
import org.brood.format.x509.CertificateExtension;
import org.brood.format.x509.CertificateTime;
import org.brood.format.x509.ObjectNames;
import org.brood.format.x509.OcspMessage.Basic;
import org.brood.format.x509.OcspMessage.CertificateId;
import org.brood.format.x509.OcspMessage.Request;
import org.brood.format.x509.OcspMessage.Response;
import org.brood.format.x509.OcspMessage.Single;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Reads a file as an OCSP request or response.
final class OcspAnalyzer extends CertificateBytes {
  private static final VectorType CERTIFICATES = new VectorType(new OpaqueType("x509"));

  private final Factory shared;

  private OcspAnalyzer(TrackedFile file, Factory shared) {
    super(file);
    this.shared = shared;
  }

  /// Makes analyzers of requests, or of responses.
  static final class Factory implements FileAnalyzerFactory {
    private final boolean ofRequests;
    private final EventType request;
    private final EventType requestCertificate;
    private final EventType responseStatus;
    private final EventType responseBytes;
    private final EventType responseCertificate;
    private final EventType extension;
    private final CertificateRecords records;
    private final ExtensionEvents extensions;

    Factory(
        Events events, CertificateRecords records, ExtensionEvents extensions, boolean ofRequests) {
      this.ofRequests = ofRequests;
      this.request = events.type("ocsp_request");
      this.requestCertificate = events.type("ocsp_request_certificate");
      this.responseStatus = events.type("ocsp_response_status");
      this.responseBytes = events.type("ocsp_response_bytes");
      this.responseCertificate = events.type("ocsp_response_certificate");
      this.extension = events.type("ocsp_extension");
      this.records = records;
      this.extensions = extensions;
    }

    @Override
    public String tag() {
      return ofRequests ? "ANALYZER_OCSP_REQUEST" : "ANALYZER_OCSP_REPLY";
    }

    @Override
    public FileAnalyzer create(TrackedFile file, Record arguments) {
      return new OcspAnalyzer(file, this);
    }
  }

  @Override
  void read(byte[] whole) {
    if (shared.ofRequests) {
      request(whole);
    } else {
      response(whole);
    }
  }

  // ---- requests

  private void request(byte[] whole) {
    Request read = Request.parse(whole);
    if (read == null) {
      file().weird("openssl_ocsp_request_parse_error", "");
      return;
    }
    file().raise(shared.request, file().record(), 0L);
    for (CertificateId id : read.certificates()) {
      if (shared.requestCertificate.isWanted()) {
        file()
            .raise(
                shared.requestCertificate,
                file().record(),
                Str.latin1(ObjectNames.longName(id.hashAlgorithm())),
                Str.latin1(id.issuerNameHash()),
                Str.latin1(id.issuerKeyHash()),
                Str.latin1(id.serialNumber()));
      }
    }
  }

  // ---- responses

  private void response(byte[] whole) {
    Response read = Response.parse(whole);
    if (read == null) {
      file().weird("openssl_ocsp_response_parse_error", "");
      return;
    }
    Str status = Str.of(read.statusText());
    file().raise(shared.responseStatus, file().record(), status);
    Basic basic = read.basic();
    if (basic == null) {
      return;
    }
    for (Single one : basic.responses()) {
      single(one);
      extensions(one.extensions(), false);
    }
    if (shared.responseBytes.isWanted()) {
      List<CertificateValue> certificates =
          basic.certificates().stream().map(CertificateValue::new).toList();
      file()
          .raise(
              shared.responseBytes,
              file().record(),
              status,
              0L,
              Str.latin1(basic.responder()),
              seconds(CertificateTime.of(basic.producedAt())),
              Str.latin1(ObjectNames.longName(basic.signatureId())),
              Vec.of(CERTIFICATES, certificates));
    }
    extensions(basic.extensions(), true);
  }

  private double seconds(CertificateTime time) {
    return CertificateRecords.seconds(time, file()::weird);
  }

  private void single(Single of) {
    if (!shared.responseCertificate.isWanted()) {
      return;
    }
    CertificateId id = of.id();
    var revokedAt = of.revokedAt();
    var nextUpdate = of.nextUpdate();
    file()
        .raise(
            shared.responseCertificate,
            file().record(),
            Str.latin1(ObjectNames.longName(id.hashAlgorithm())),
            Str.latin1(id.issuerNameHash()),
            Str.latin1(id.issuerKeyHash()),
            Str.latin1(id.serialNumber()),
            Str.of(of.statusText()),
            revokedAt == null ? 0.0 : seconds(CertificateTime.of(revokedAt)),
            Str.of(of.reasonText()),
            seconds(CertificateTime.of(of.thisUpdate())),
            nextUpdate == null ? 0.0 : seconds(CertificateTime.of(nextUpdate)));
  }

  private void extensions(List<CertificateExtension> all, boolean ofWhole) {
    for (CertificateExtension one : all) {
      if (shared.extension.isWanted()) {
        file().raise(shared.extension, file().record(), shared.records.extension(one), ofWhole);
      }
      if (one.id().equals(CertificateExtension.OCSP_TIMESTAMPS)) {
        shared.extensions.timestamps(file(), one);
      }
    }
  }
}
