package org.brood.node.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A name or address and a port, written `HOST:PORT`, an IPv6 address in brackets.
public record HostPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]\\s/]+):(\\d{1,5})");

  /// Reads it, if it is one.
  public static Optional<HostPort> parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(parts.group(2));
    return port >= 1 && port <= PortRange.MAX_PORT
        ? Optional.of(new HostPort(parts.group(1).replaceAll("[\\[\\]]", ""), port))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
