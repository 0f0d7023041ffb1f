package org.brood.signature;

import org.brood.script.runtime.Messages;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Site;

/// Reports what is wrong with signatures, and counts it.
final class SignatureErrors {
  private final Messages messages;
  private int count;

  SignatureErrors(Messages messages) {
    this.messages = messages;
  }

  int count() {
    return count;
  }

  /// An error in a line of a file.
  void in(String file, int line, String text) {
    error("Error in signature (" + file + ":" + line + "): " + text);
  }

  /// An error in a signature as a whole.
  void in(Signature signature, String text) {
    error(
        "Error in signature "
            + signature.id()
            + " ("
            + signature.file()
            + ":"
            + signature.line()
            + "): "
            + text);
  }

  void error(String text) {
    count++;
    messages.report(Level.ERROR, "", text, Site.NONE);
  }

  void warn(String text) {
    messages.report(Level.WARNING, "", text, Site.NONE);
  }

  void warn(String text, Site site) {
    messages.report(Level.WARNING, "", text, site);
  }
}
