package org.brood.node.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brood.node.config.HostPort;
import org.brood.node.config.HostSettings;

/// The address of this host: what the settings say, else that of the way to a manager, else of the
/// default route.
final class OwnAddress {
  private OwnAddress() {}

  /// The address by which others reach this host.
  ///
  /// @param remembered file of managers that were met
  static InetAddress of(HostSettings settings, Path remembered) throws IOException {
    if (!settings.address().isEmpty()) {
      return InetAddress.getByName(settings.address());
    }
    List<HostPort> managers =
        settings.manager() ? List.of() : ManagerClient.known(settings.join(), remembered);
    for (HostPort manager : managers) {
      InetSocketAddress there = new InetSocketAddress(manager.host(), manager.port());
      if (!there.isUnresolved()) {
        Optional<InetAddress> own = wayTo(there);
        if (own.isPresent()) {
          return own.get();
        }
      }
    }
    // Any address beyond the default route will do: no packet is sent.
    return wayTo(new InetSocketAddress("192.0.2.1", 9)).orElse(InetAddress.getLoopbackAddress());
  }

  private static Optional<InetAddress> wayTo(InetSocketAddress there) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(there);
      InetAddress own = socket.getLocalAddress();
      return own.isAnyLocalAddress() ? Optional.empty() : Optional.of(own);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
