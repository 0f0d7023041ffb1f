package org.brood.node.config;

/// A configuration that makes no sense. The message names the place and what was expected.
public final class ConfigException extends Exception {
  /// @param place such as `node.cfg:12` or `BROOD_PORTS`
  public ConfigException(String place, String problem) {
    super(place + ": " + problem);
  }
}
