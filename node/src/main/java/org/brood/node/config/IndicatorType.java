package org.brood.node.config;

import java.util.Optional;
import java.util.stream.Stream;

/// What an indicator is: the types of `Intel::Type`.
public enum IndicatorType {
  ADDR,
  SUBNET,
  URL,
  SOFTWARE,
  EMAIL,
  DOMAIN,
  USER_NAME,
  CERT_HASH,
  PUBKEY_HASH,
  FILE_HASH,
  FILE_NAME;

  /// The name in scripts.
  public String scriptName() {
    return "Intel::" + name();
  }

  /// The type of a name, with or without the module's.
  public static Optional<IndicatorType> named(String text) {
    String name = text.startsWith("Intel::") ? text.substring("Intel::".length()) : text;
    return Stream.of(values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }
}
