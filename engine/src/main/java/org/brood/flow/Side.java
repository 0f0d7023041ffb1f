package org.brood.flow;

/// The two ends of a connection.
public enum Side {
  /// Who began it.
  ORIGINATOR,

  /// Who answered.
  RESPONDER;

  public Side opposite() {
    return this == ORIGINATOR ? RESPONDER : ORIGINATOR;
  }

  public boolean isOriginator() {
    return this == ORIGINATOR;
  }

  public static Side of(boolean originator) {
    return originator ? ORIGINATOR : RESPONDER;
  }
}
