package org.brood.analyzer.ssl;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateStatus;
import org.brood.analyzer.ssl.HandshakeMessage.Part;
import org.brood.bytes.ByteCursor;
import org.brood.decode.UidGenerator;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;

/// Hands the certificates and stapled OCSP responses of a connection to file analysis. Their
/// identifiers come from connection, side and place, without asking scripts.
final class CertificateFiles {
  private static final String OF_HOST = "application/x-x509-user-cert";
  private static final String OF_AUTHORITY = "application/x-x509-ca-cert";
  private static final String OCSP_RESPONSE = "application/ocsp-response";
  private static final int OCSP = 1;

  private final AnalyzerContext context;
  private final SslShared shared;

  CertificateFiles(AnalyzerContext context, SslShared shared) {
    this.context = context;
    this.shared = shared;
  }

  /// @param in the message; its position is left where it was
  void chain(List<Part> certificates, ByteCursor in, boolean isClient) {
    int count = Math.min(certificates.size(), SslLimits.MAX_CERTIFICATES);
    for (int i = 0; i < count; i++) {
      Part part = certificates.get(i);
      if (part.length() == 0) {
        context.weird("zero_length_certificate");
        continue;
      }
      file(part, in, isClient, id(isClient, Integer.toString(i)), i == 0 ? OF_HOST : OF_AUTHORITY);
    }
    if (certificates.size() > count) {
      context.weird("SSL_too_many_certificates", Integer.toString(certificates.size()));
    }
  }

  void status(CertificateStatus status, ByteCursor in, boolean isClient) {
    Part response = status.response();
    if (response.length() == 0) {
      context.weird("SSL_zero_length_stapled_OCSP_message");
    } else if (status.type() == OCSP) {
      String id = id(false, "ocsp");
      begin(response, in, false, id, OCSP_RESPONSE);
      if (shared.events().wantsStapledOcsp()) {
        shared.events().stapledOcsp(context, isClient, bytes(response, in));
      }
      shared.files().end(id);
    }
  }

  private static byte[] bytes(Part part, ByteCursor in) {
    int position = in.position();
    in.position(part.position());
    byte[] bytes = in.bytes(part.length());
    in.position(position);
    return bytes;
  }

  private void file(Part part, ByteCursor in, boolean isClient, String id, String mime) {
    begin(part, in, isClient, id, mime);
    shared.files().end(id);
  }

  private void begin(Part part, ByteCursor in, boolean isClient, String id, String mime) {
    EnumType.Item tag = context.tag();
    if (tag != null) {
      MemorySegment data = in.segment();
      long offset = in.address() - in.position() + part.position();
      shared
          .files()
          .data(
              data,
              offset,
              part.length(),
              tag,
              shared.source(),
              context.conn(),
              Side.of(isClient),
              id,
              mime);
    }
  }

  private String id(boolean isClient, String place) {
    Flow flow = context.conn().flow();
    ByteSink handle = new ByteSink();
    handle.ascii("Analyzer::ANALYZER_SSL");
    Describe.number(handle, flow.startNanos() / 1e9);
    handle.ascii(isClient ? "T" : "F");
    new Addr(flow.origHigh(), flow.origLow()).describe(handle);
    handle.ascii(":").ascii(Integer.toString(flow.origPort())).ascii(" > ");
    new Addr(flow.respHigh(), flow.respLow()).describe(handle);
    handle.ascii(":").ascii(Integer.toString(flow.respPort())).ascii(place);
    UidGenerator uids = context.services().runtime().service(UidGenerator.class);
    return uids.ofFile(Arrays.copyOf(handle.array(), handle.length())).base62("F");
  }
}
