package org.brood.capture;

import java.io.IOException;

/// A source that cannot be opened or read on: the message is for the user, as it stands.
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1;

  public CaptureException(String message) {
    super(message);
  }
}
