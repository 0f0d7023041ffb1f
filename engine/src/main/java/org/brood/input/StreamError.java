package org.brood.input;

/// A description of a stream that makes no sense; the message is for the user.
final class StreamError extends Exception {
  StreamError(String stream, String text) {
    super("Input stream " + stream + ": " + text, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
