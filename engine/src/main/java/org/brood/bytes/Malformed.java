package org.brood.bytes;

/// Bytes that cannot be what a parser was told they are: an ordinary value, not a failure.
///
/// It has no stack trace and no suppressed exceptions, so that a peer who sends garbage costs no
/// more than the message. Parsers throw it, the analyzer tree catches it in one place.
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// A value that says why, in words that fit into an analyzer violation.
  public Malformed(String reason) {
    super(reason, null, false, false);
  }

  /// For reads past the limit of a [ByteCursor].
  static Malformed tooShort() {
    return new Malformed("too few bytes");
  }

  public String reason() {
    String reason = getMessage();
    return reason == null ? "" : reason;
  }
}
