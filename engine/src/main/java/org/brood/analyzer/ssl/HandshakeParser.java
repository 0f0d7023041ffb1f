package org.brood.analyzer.ssl;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateChain;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateRequest;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateStatus;
import org.brood.analyzer.ssl.HandshakeMessage.ClientHello;
import org.brood.analyzer.ssl.HandshakeMessage.ClientKey;
import org.brood.analyzer.ssl.HandshakeMessage.DhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.EcdhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.Opaque;
import org.brood.analyzer.ssl.HandshakeMessage.Part;
import org.brood.analyzer.ssl.HandshakeMessage.ServerHello;
import org.brood.analyzer.ssl.HandshakeMessage.SessionTicket;
import org.brood.analyzer.ssl.HandshakeMessage.Signature;
import org.brood.bytes.ByteCursor;

/// Reads the bodies of handshake messages. Of hellos it stops where the extensions begin.
final class HandshakeParser {
  private static final int CLIENT_RANDOM = 28;
  private static final int SERVER_RANDOM = 32;
  private static final int SUITE_OF_SSL_20 = 3;
  private static final int NAMED_CURVE = 3;

  private HandshakeParser() {}

  static ClientHello clientHello(ByteCursor in) {
    int version = in.u16();
    long seconds = in.u32();
    byte[] random = in.bytes(CLIENT_RANDOM);
    byte[] sessionId = in.bytes(in.u8());
    if (version == SslVersions.DTLS_10 || version == SslVersions.DTLS_12) {
      in.skip(in.u8());
    }
    int[] suites = ExtensionParser.u16s(in, in.u16() / 2);
    int[] compressions = ExtensionParser.u8s(in, in.u8());
    skipExtensionsLength(in);
    return new ClientHello(version, seconds, random, sessionId, suites, compressions);
  }

  static ServerHello serverHello(ByteCursor in) {
    int version = in.u16();
    byte[] random = in.bytes(SERVER_RANDOM);
    // Drafts of TLS 1.3 left out what TLS 1.3 brought back.
    boolean shortForm = SslVersions.is13(version);
    byte[] sessionId = in.bytes(shortForm ? 0 : in.u8());
    int suite = in.u16();
    int compression = shortForm ? 0 : in.u8();
    skipExtensionsLength(in);
    return new ServerHello(version, random, sessionId, suite, compression);
  }

  private static void skipExtensionsLength(ByteCursor in) {
    if (!in.isEmpty()) {
      in.skip(2);
    }
  }

  /// A hello of SSL 2.0, behind its version.
  static ClientHello oldClientHello(ByteCursor in, int version) {
    int suitesLength = in.u16();
    int sessionLength = in.u16();
    int challengeLength = in.u16();
    int[] suites = oldSuites(in, suitesLength);
    byte[] sessionId = in.bytes(sessionLength);
    return new ClientHello(version, 0, in.bytes(challengeLength), sessionId, suites, new int[0]);
  }

  private static int[] oldSuites(ByteCursor in, int bytes) {
    int[] suites = new int[bytes / SUITE_OF_SSL_20];
    int old = in.narrow(suites.length * SUITE_OF_SSL_20);
    for (int i = 0; i < suites.length; i++) {
      suites[i] = in.u24();
    }
    in.widen(old);
    return suites;
  }

  /// A server's hello of SSL 2.0, with its certificate.
  record OldServerHello(ServerHello hello, Part certificate) {}

  static OldServerHello oldServerHello(ByteCursor in) {
    int version = in.u16();
    int certificateLength = in.u16();
    int suitesLength = in.u16();
    int idLength = in.u16();
    Part certificate = part(in, certificateLength);
    int[] suites = oldSuites(in, suitesLength);
    byte[] id = in.bytes(idLength);
    int first = suites.length == 0 ? 0 : suites[0];
    return new OldServerHello(new ServerHello(version, id, new byte[0], first, 0), certificate);
  }

  static Part part(ByteCursor in, int length) {
    int position = in.position();
    in.skip(length);
    return new Part(position, length);
  }

  /// Any message but the hellos.
  ///
  /// @param suite the cipher suite that the server chose
  /// @param version the version that it chose
  static HandshakeMessage other(int type, ByteCursor in, int suite, int version) {
    return switch (type) {
      case HandshakeMessage.HELLO_VERIFY_REQUEST -> {
        in.u16();
        in.skip(in.u8());
        yield new Opaque();
      }
      case HandshakeMessage.SESSION_TICKET -> new SessionTicket(in.u32(), in.bytes(in.u16()));
      case HandshakeMessage.CERTIFICATE -> certificates(in);
      case HandshakeMessage.CERTIFICATE_STATUS -> certificateStatus(in);
      case HandshakeMessage.CERTIFICATE_REQUEST -> certificateRequest(in, version);
      case HandshakeMessage.SERVER_KEY_EXCHANGE -> serverKey(in, suite, version);
      case HandshakeMessage.CLIENT_KEY_EXCHANGE -> {
        KeyExchange exchange = KeyExchange.ofClient(suite);
        yield exchange == KeyExchange.OTHER ? new Opaque() : new ClientKey(exchange, in.rest());
      }
      default -> new Opaque();
    };
  }

  private static HandshakeMessage certificates(ByteCursor in) {
    List<Part> certificates = new ArrayList<>(4);
    int old = in.narrow(in.u24());
    while (!in.isEmpty()) {
      certificates.add(part(in, in.u24()));
    }
    in.widen(old);
    return new CertificateChain(certificates);
  }

  static CertificateStatus certificateStatus(ByteCursor in) {
    int kind = in.u8();
    in.u24();
    return new CertificateStatus(kind, part(in, in.remaining()));
  }

  /// A ticket of TLS 1.3 (RFC 8446, section 4.6.1), up to its extensions.
  static SessionTicket ticket13(ByteCursor in) {
    long lifetime = in.u32();
    in.u32();
    in.skip(in.u8());
    return new SessionTicket(lifetime, in.bytes(in.u16()));
  }

  private static HandshakeMessage certificateRequest(ByteCursor in, int version) {
    int[] types = ExtensionParser.u8s(in, in.u8());
    int[] algorithms =
        SslVersions.hasSignatureAlgorithms(version)
            ? ExtensionParser.countedU16s(in, in.u16())
            : new int[0];
    List<byte[]> authorities = new ArrayList<>();
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      authorities.add(in.bytes(in.u16()));
    }
    in.widen(old);
    return new CertificateRequest(types, algorithms, authorities);
  }

  private static HandshakeMessage serverKey(ByteCursor in, int suite, int version) {
    KeyExchange exchange = KeyExchange.ofServer(suite);
    return switch (exchange) {
      case ECDH, ECDH_ANONYMOUS -> {
        if (in.u8() != NAMED_CURVE) {
          yield new Opaque();
        }
        int curve = in.u16();
        byte[] point = in.bytes(in.u8());
        boolean signed = exchange == KeyExchange.ECDH;
        yield new EcdhParameters(curve, point, signed ? signature(in, version) : Signature.NONE);
      }
      case DH, DH_ANONYMOUS -> {
        byte[] prime = in.bytes(in.u16());
        byte[] generator = in.bytes(in.u16());
        byte[] share = in.bytes(in.u16());
        boolean signed = exchange == KeyExchange.DH;
        yield new DhParameters(
            prime, generator, share, signed ? signature(in, version) : Signature.NONE);
      }
      case RSA, OTHER -> new Opaque();
    };
  }

  private static Signature signature(ByteCursor in, int version) {
    boolean named = SslVersions.hasSignatureAlgorithms(version);
    int hash = named ? in.u8() : Signature.NO_ALGORITHM;
    int algorithm = named ? in.u8() : Signature.NO_ALGORITHM;
    return new Signature(true, hash, algorithm, in.bytes(in.u16()));
  }
}
