package org.brood.bif;

/// Connections to other processes of this machine that scripts ask for by address and port
/// (`Broker::listen`, `Broker::peer`).
public interface PeerAccess {

  /// Lets others connect.
  ///
  /// @param address in text, the loopback interface's if it is empty
  /// @return false if that can't be; where trying again is of no use it was reported
  boolean listen(String address, int port);

  /// Connects to another process, and again whenever that is lost.
  ///
  /// @param retrySeconds the time between two tries; 0 for one try alone
  /// @return false if that can never be, which was reported
  boolean connect(String address, int port, double retrySeconds);

  /// Ends a connection, and does not try again.
  ///
  /// @return false if there is none
  boolean disconnect(String address, int port);
}
