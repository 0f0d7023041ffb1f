package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.DatagramAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// The records of DTLS on one connection (RFC 6347, section 4.1; RFC 9147, section 4).
public final class DtlsAnalyzer implements DatagramAnalyzer {
  /// Where STUN, which shares ports with DTLS, has its cookie (RFC 8489, section 5).
  private static final int STUN_HEADER = 20;

  private static final int STUN_COOKIE = 0x2112a442;
  private static final int UNIFIED = 0x20;
  private static final int UNIFIED_MASK = 0xe0;
  private static final int HAS_CONNECTION_ID = 0x10;
  private static final int HAS_LONG_NUMBER = 0x08;
  private static final int HAS_LENGTH = 0x04;

  private final AnalyzerContext context;
  private final SslShared shared;
  private final Handshake handshake;
  private final RecordLayer records;
  private DtlsFragments orig;
  private DtlsFragments resp;
  private long versionErrors;
  private long reportedErrors;

  DtlsAnalyzer(AnalyzerContext context, SslShared shared) {
    this.context = context;
    this.shared = shared;
    this.handshake = new Handshake(context, shared);
    this.records = new RecordLayer(context, shared, handshake);
    this.orig = new DtlsFragments(context);
    this.resp = new DtlsFragments(context);
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    if (in.remaining() > STUN_HEADER && (in.peekU16(4) << 16 | in.peekU16(6)) == STUN_COOKIE) {
      return;
    }
    while (!in.isEmpty()) {
      int first = in.u8();
      if (handshake.version() == SslVersions.DTLS_13 && (first & UNIFIED_MASK) == UNIFIED) {
        unified(in, first, from);
      } else {
        record(in, first, from);
      }
      if (handshake.hasFailed()) {
        context.skip();
        return;
      }
    }
  }

  /// A record of DTLS 1.3. With a connection's identifier, whose length only the other side's hello
  /// tells, the rest of the header is not taken apart.
  private void unified(ByteCursor in, int first, Side from) {
    if ((first & HAS_CONNECTION_ID) == 0) {
      in.skip((first & HAS_LONG_NUMBER) == 0 ? 1 : 2);
      if ((first & HAS_LENGTH) != 0) {
        in.u16();
      }
    }
    int length = in.remaining();
    in.skip(length);
    records.encrypt(from);
    records.tellEstablished();
    shared
        .events()
        .encryptedData(
            context,
            handshake.isClient(from),
            SslVersions.DTLS_13,
            RecordLayer.APPLICATION_DATA,
            length);
  }

  private void record(ByteCursor in, int contentType, Side from) {
    int version = in.u16();
    int epoch = in.u16();
    long sequence = in.u48();
    int length = in.u16();
    if (!isVersion(version)) {
      in.skip(in.remaining());
      return;
    }
    int old = in.narrow(length);
    while (!in.isEmpty()) {
      if (epoch > 0) {
        in.skip(in.remaining());
        records.encrypted(version, contentType, length, from);
      } else {
        if (contentType == RecordLayer.HANDSHAKE) {
          fragment(in, version, sequence, from);
        } else {
          records.plain(in, contentType, length, from);
        }
        records.plainData(version, contentType, length, from);
      }
    }
    in.widen(old);
  }

  private boolean isVersion(int version) {
    if (version == SslVersions.DTLS_10 || version == SslVersions.DTLS_12) {
      if (context.isConfirmed()) {
        versionErrors = 0;
      }
      return true;
    }
    versionErrors++;
    if (context.isConfirmed()) {
      reportedErrors++;
      if (reportedErrors <= shared.limits().maxReportedVersionErrors()) {
        context.violation(
            "Invalid version in DTLS connection. Packet reported version: " + version);
      }
    }
    if (versionErrors > shared.limits().maxVersionErrors()) {
      context.skip();
    }
    return false;
  }

  private void fragment(ByteCursor in, int version, long sequence, Side from) {
    DtlsFragments.Header header = DtlsFragments.Header.parse(in);
    if (header.isWhole()) {
      message(header.type(), in, header.length(), version, from);
      return;
    }
    DtlsFragments fragments = from.isOriginator() ? orig : resp;
    ByteCursor whole = fragments.add(header, sequence, in);
    if (whole != null) {
      message(header.type(), whole, header.length(), version, from);
    }
  }

  private void message(int type, ByteCursor in, int length, int version, Side from) {
    ByteCursor contents = new ByteCursor(in.segment(), in.address(), in.remaining());
    in.skip(in.remaining());
    context.attempt(() -> handshake.message(type, contents, length, version, from));
  }

  @Override
  public void flipped() {
    handshake.flipped();
    records.flipped();
    DtlsFragments first = orig;
    orig = resp;
    resp = first;
  }
}
