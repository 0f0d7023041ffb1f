package org.brood.analyzer.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.brood.analyzer.ssh.SshParser.Expect;
import org.jspecify.annotations.Nullable;

/// Names of algorithms, and what both sides choose by them.
final class SshNames {
  private SshNames() {}

  /// The names of a list (RFC 4251, section 5).
  static String[] split(byte[] list) {
    int count = 1;
    for (byte b : list) {
      count += b == ',' ? 1 : 0;
    }
    String[] names = new String[count];
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = start;
      while (end < list.length && list[end] != ',') {
        end++;
      }
      names[i] = new String(list, start, end - start, StandardCharsets.ISO_8859_1);
      start = end + 1;
    }
    return names;
  }

  /// The client's first method of key exchange that the server has too.
  ///
  /// @param max how many names count, 0 for all
  /// @return null if there is none
  static @Nullable String keyExchange(byte[] client, byte[] server, long max) {
    Set<String> offered = new HashSet<>(Arrays.asList(capped(split(server), max)));
    for (String name : capped(split(client), max)) {
      if (offered.contains(name)) {
        return name;
      }
    }
    return null;
  }

  private static String[] capped(String[] names, long max) {
    return max > 0 && names.length > max ? Arrays.copyOf(names, (int) max) : names;
  }

  /// What messages a method of key exchange has.
  ///
  /// @return null for one that is not known
  static @Nullable Expect messages(String method) {
    return switch (method) {
      case "rsa1024-sha1", "rsa2048-sha256" -> Expect.RSA;
      case "diffie-hellman-group1-sha1",
          "diffie-hellman-group14-sha1",
          "diffie-hellman-group14-sha256",
          "diffie-hellman-group16-sha512",
          "diffie-hellman-group18-sha512" ->
          Expect.DIFFIE_HELLMAN;
      case "diffie-hellman-group-exchange-sha1", "diffie-hellman-group-exchange-sha256" ->
          Expect.GROUP_EXCHANGE;
      case "ecmqv-sha2" -> Expect.CURVES;
      default -> byPrefix(method);
    };
  }

  private static @Nullable Expect byPrefix(String method) {
    if (method.startsWith("gss-")) {
      return Expect.GSS;
    }
    boolean curves =
        method.startsWith("ecdh-sha2-")
            || method.startsWith("curve25519-sha256")
            || method.startsWith("sntrup761x25519-sha512")
            || method.startsWith("mlkem");
    return curves ? Expect.CURVES : null;
  }
}
