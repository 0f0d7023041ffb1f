package org.brood.cluster.log;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// TLS 1.3 (RFC 8446) over a socket, in which both sides show a certificate. Who a peer is stands
/// in its certificate, not in its address: names of hosts are not compared.
///
/// The socket below is kept, for closing it ends reads and writes that wait, which closing the TLS
/// socket does not.
///
/// @param socket the TLS socket, after its handshake
/// @param below the socket that it goes through
record Tls(SSLSocket socket, Socket below) implements AutoCloseable {
  private static final String[] VERSIONS = {"TLSv1.3"};
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HANDSHAKE_MILLIS = 10_000;

  /// Connects to a peer. Its name is looked up anew.
  static Tls connect(SSLContext context, InetSocketAddress address) throws IOException {
    InetAddress found = InetAddress.getByName(address.getHostString());
    if (found == null) {
      throw new UnknownHostException(address.getHostString());
    }
    Socket below = new Socket();
    try {
      below.connect(new InetSocketAddress(found, address.getPort()), CONNECT_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(below, address.getHostString(), address.getPort(), true);
      socket.setUseClientMode(true);
      return shaken(socket, below);
    } catch (IOException | RuntimeException e) {
      below.close();
      throw e;
    }
  }

  /// Answers a peer that connected.
  static Tls accept(SSLContext context, Socket below) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, null, true);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(true);
    return shaken(socket, below);
  }

  private static Tls shaken(SSLSocket socket, Socket below) throws IOException {
    below.setTcpNoDelay(true);
    below.setKeepAlive(true);
    socket.setEnabledProtocols(VERSIONS);
    socket.setSoTimeout(HANDSHAKE_MILLIS);
    socket.startHandshake();
    return new Tls(socket, below);
  }

  /// Ends the connection at once.
  @Override
  public void close() {
    try {
      below.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }
}
