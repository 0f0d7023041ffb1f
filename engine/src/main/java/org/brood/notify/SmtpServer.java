package org.brood.notify;

/// Where mail is submitted, and as whom.
///
/// @param host name or address
/// @param port as a number, 0 for the one that goes with `tls`
/// @param user empty for no login
/// @param passwordFile whose first line is the password; read for each mail
/// @param authorities a file in PEM of whom to trust, empty for those that Java comes with
public record SmtpServer(
    String host, int port, Tls tls, String user, String passwordFile, String authorities) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final int RELAY = 25;
  private static final int MAX_PORT = 65_535;

  /// How the connection is secured; in the order of `Notice::SmtpTls`.
  public enum Tls {
    /// It begins in clear text, and goes on only if the server can do TLS (RFC 3207).
    STARTTLS,
    /// It is TLS from the beginning (RFC 8314).
    IMPLICIT,
    /// It stays in clear text; there is no login then.
    NONE
  }

  /// Splits `host`, `host:port`, `[address]:port`.
  ///
  /// @throws IllegalArgumentException if it is none of these
  public static SmtpServer of(
      String address, Tls tls, String user, String passwordFile, String authorities) {
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon >= 0 && address.indexOf(']', colon) < 0;
    String host = hasPort ? address.substring(0, colon) : address;
    int port = hasPort ? port(address.substring(colon + 1), address) : 0;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("'" + address + "' is no server");
    }
    return new SmtpServer(host, port, tls, user, passwordFile, authorities);
  }

  private static int port(String text, String address) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("'" + address + "' has no port");
  }

  int portOrUsual() {
    if (port > 0) {
      return port;
    }
    return switch (tls) {
      case STARTTLS -> SUBMISSION;
      case IMPLICIT -> SUBMISSIONS;
      case NONE -> RELAY;
    };
  }
}
