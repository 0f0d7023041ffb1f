package org.brood.analyzer.ssh;

/// The version that a side's first line names (RFC 4253, section 5).
enum SshVersion {
  V1,
  V2,
  /// Version 2, and 1 for peers that have no other: "1.99".
  BOTH,
  UNKNOWN;

  /// @param line such as `SSH-2.0-OpenSSH_9.6`
  /// @param otherwise for a line that names none of these
  static SshVersion of(byte[] line, SshVersion otherwise) {
    if (line.length < 5) {
      return otherwise;
    }
    return switch (line[4]) {
      case '1' -> line.length >= 8 && line[6] == '9' && line[7] == '9' ? BOTH : V1;
      case '2' -> V2;
      default -> otherwise;
    };
  }

  /// What two sides agree on.
  static SshVersion common(SshVersion client, SshVersion server) {
    if (client == UNKNOWN || server == UNKNOWN) {
      return UNKNOWN;
    }
    if (client == server) {
      return client == BOTH ? V2 : client;
    }
    if (client == BOTH) {
      return server;
    }
    return server == BOTH ? client : UNKNOWN;
  }
}
