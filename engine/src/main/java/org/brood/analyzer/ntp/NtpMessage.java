package org.brood.analyzer.ntp;

import org.jspecify.annotations.Nullable;

/// A message.
///
/// @param version from 1 to 4
/// @param mode from 0 to 7
record NtpMessage(int version, int mode, Body body) {
  static final int CLIENT = 3;
  static final int SERVER = 4;
  static final int CONTROL = 6;
  static final int PRIVATE = 7;

  /// What its mode makes of it.
  sealed interface Body {}

  /// Sets clocks: modes 1 to 5. Times are in seconds, time stamps since 1900 and 0 for none.
  ///
  /// @param poll how long between messages, as a power of two
  /// @param precision of the clock, likewise
  /// @param reference four bytes, whose meaning depends on the stratum
  /// @param times when the clock was set, then when request and reply left and came
  /// @param signature null if it is not signed
  record Standard(
      int stratum,
      int poll,
      int precision,
      double rootDelay,
      double rootDispersion,
      byte[] reference,
      Timestamps times,
      @Nullable Signature signature,
      int extensions)
      implements Body {}

  /// The four time stamps, as 32 bits of seconds and 32 bits of fractions.
  record Timestamps(long reference, long origin, long receive, long transmit) {}

  /// Mode 6.
  ///
  /// @param flags with the operation in the lowest five bits
  record Control(
      int flags,
      int sequence,
      int status,
      int association,
      byte[] data,
      @Nullable Signature signature)
      implements Body {
    static final int RESPONSE = 0x80;
    static final int ERROR = 0x40;
    static final int MORE = 0x20;
    static final int OPERATION = 0x1f;
  }

  /// Mode 7.
  record Private(
      int request, boolean signed, int sequence, int implementation, int error, byte[] data)
      implements Body {}

  /// Modes 0 and others that say nothing more.
  record Nothing() implements Body {}

  /// @param key the number of the key
  record Signature(long key, byte[] digest) {}
}
