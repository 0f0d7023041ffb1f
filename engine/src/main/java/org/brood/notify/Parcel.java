package org.brood.notify;

import java.io.IOException;

/// Something to be delivered.
public interface Parcel {
  /// Delivers it; waits.
  ///
  /// @throws Refused if it is of no use to try again
  /// @throws IOException if it may work later
  void send() throws Refused, IOException;

  /// A parcel that nobody will take.
  final class Refused extends Exception {
    public Refused(String text) {
      super(text, null, false, false);
    }
  }
}
