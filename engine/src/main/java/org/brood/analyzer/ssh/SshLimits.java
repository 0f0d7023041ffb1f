package org.brood.analyzer.ssh;

import org.brood.event.Events;

/// What bounds the reading of SSH, with the scripts' settings; 0 means no bound.
///
/// @param maxPacket the longest packet, in bytes
/// @param maxString the longest string within one, in bytes
/// @param maxAlgorithms how many names each list of [SshMessage.KeyExchangeInit] may have
record SshLimits(long maxPacket, long maxString, long[] maxAlgorithms) {

  /// The longest line before the packets begin, its end included.
  static final int MAX_LINE = 64 * 1024;

  private static final String[] KINDS = {
    "kex", "hostkey", "encryption", "encryption", "mac", "mac", "compression", "compression"
  };

  static SshLimits of(Events events) {
    long[] most = new long[SshMessage.KeyExchangeInit.LISTS];
    for (int i = 0; i < most.length; i++) {
      most[i] = events.count("SSH::max_kexinit_" + suffix(i), 100);
    }
    return new SshLimits(
        events.count("SSH::max_packet_length", 8 << 20),
        events.count("SSH::max_string_length", 2 << 20),
        most);
  }

  private static String suffix(int list) {
    return list < KINDS.length ? KINDS[list] + "_algorithms" : "languages";
  }

  /// The weird of a list that is too long.
  static String weird(int list) {
    return "SSH_max_kexinit_" + suffix(list) + "_exceeded";
  }
}
