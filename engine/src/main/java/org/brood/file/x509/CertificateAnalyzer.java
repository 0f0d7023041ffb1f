package org.brood.file.x509;

import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.file.FileAnalyzer;
import org.brood.file.FileAnalyzerFactory;
import org.brood.file.TrackedFile;
import org.brood.format.x509.BasicConstraints;
import org.brood.format.x509.Certificate;
import org.brood.format.x509.CertificateExtension;
import org.brood.format.x509.SubjectAlternativeNames;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Digests;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// Reads a file as one certificate in DER.
final class CertificateAnalyzer extends CertificateBytes {
  private final Factory shared;

  private CertificateAnalyzer(TrackedFile file, Factory shared) {
    super(file);
    this.shared = shared;
  }

  /// Makes the analyzers, which share their events.
  static final class Factory implements FileAnalyzerFactory {
    private final EventType certificate;
    private final EventType extension;
    private final EventType constraints;
    private final EventType alternativeNames;
    private final CertificateRecords records;
    private final ExtensionEvents extensions;
    private final CertificateCache cache;

    Factory(Events events, CertificateRecords records, ExtensionEvents extensions) {
      this.certificate = events.type("x509_certificate");
      this.extension = events.type("x509_extension");
      this.constraints = events.type("x509_ext_basic_constraints");
      this.alternativeNames = events.type("x509_ext_subject_alternative_name");
      this.records = records;
      this.extensions = extensions;
      Runtime rt = events.runtime();
      this.cache = rt.serviceOr(CertificateCache.class, CertificateCache::new);
    }

    @Override
    public String tag() {
      return "ANALYZER_X509";
    }

    @Override
    public FileAnalyzer create(TrackedFile file, Record arguments) {
      return new CertificateAnalyzer(file, this);
    }
  }

  @Override
  void read(byte[] whole) {
    if (isCached(whole)) {
      return;
    }
    Certificate read = Certificate.parse(whole);
    if (read == null) {
      file().weird("x509_cert_parse_error", "");
      return;
    }
    if (shared.certificate.isWanted()) {
      file()
          .raise(
              shared.certificate,
              file().record(),
              new CertificateValue(read),
              shared.records.certificate(read, file()::weird));
    }
    read.extensions().forEach(this::extension);
  }

  /// Whether scripts know the certificate, who then tell of it themselves.
  private boolean isCached(byte[] whole) {
    Table known = shared.cache.known();
    if (known == null || known.size() == 0) {
      return false;
    }
    Str hash = Digests.hex(Digests.of("SHA-256", whole));
    Object entry = known.get(hash);
    if (entry == null) {
      return false;
    }
    Func hit = shared.cache.hit();
    if (hit != null) {
      hit.call(file().record(), entry, hash);
    }
    return true;
  }

  private void extension(CertificateExtension of) {
    if (shared.extension.isWanted()) {
      file().raise(shared.extension, file().record(), shared.records.extension(of));
    }
    switch (of.id()) {
      case CertificateExtension.BASIC_CONSTRAINTS -> constraints(of);
      case CertificateExtension.SUBJECT_ALTERNATIVE_NAME -> alternativeNames(of);
      case CertificateExtension.CERTIFICATE_TIMESTAMPS -> shared.extensions.timestamps(file(), of);
      default -> {}
    }
  }

  private void constraints(CertificateExtension of) {
    BasicConstraints read = BasicConstraints.of(of);
    if (read == null) {
      file().weird("x509_invalid_basic_constraint", "");
    } else if (shared.constraints.isWanted()) {
      file().raise(shared.constraints, file().record(), shared.records.constraints(read));
    }
  }

  private void alternativeNames(CertificateExtension of) {
    SubjectAlternativeNames read = SubjectAlternativeNames.of(of);
    if (read == null) {
      file().weird("x509_san_parse_error", "");
    } else {
      Record names = shared.records.alternativeNames(read, file()::weird);
      file().raise(shared.alternativeNames, file().record(), names);
    }
  }
}
