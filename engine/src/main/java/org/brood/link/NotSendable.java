package org.brood.link;

/// Says that a value has no form that another node could read: an opaque value, a file, a closure,
/// or one that is too large or contains itself.
public final class NotSendable extends Exception {
  private static final long serialVersionUID = 1;

  NotSendable(String why) {
    super(why);
  }

  /// The reason, in words that fit behind "cannot publish".
  public String reason() {
    return String.valueOf(getMessage());
  }
}
