package org.brood.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A mail server for tests. It offers what it is told to offer, and keeps what it gets.
final class TestSmtpServer implements AutoCloseable {
  private final ServerSocket listener;
  private final SSLSocketFactory tls;
  private final boolean implicit;
  private final boolean offersTls;
  private final BlockingQueue<List<String>> sessions = new LinkedBlockingQueue<>();

  /// @param implicit whether TLS begins at once
  /// @param offersTls whether STARTTLS is among what it offers
  TestSmtpServer(TestKeys keys, boolean implicit, boolean offersTls) throws Exception {
    this.tls = keys.server().getSocketFactory();
    this.implicit = implicit;
    this.offersTls = offersTls;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// The commands and lines of the next session that has ended; those in clear text begin with `-`.
  List<String> session() throws InterruptedException {
    List<String> lines = sessions.poll(30, TimeUnit.SECONDS);
    return lines == null ? List.of("no session") : lines;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        List<String> lines = new ArrayList<>();
        try {
          talk(implicit ? secured(socket) : socket, implicit, lines);
        } catch (IOException e) {
          lines.add("broken");
        }
        sessions.add(lines);
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private Socket secured(Socket socket) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private void talk(Socket socket, boolean secure, List<String> lines) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = socket.getOutputStream();
    if (implicit || !secure) {
      say(out, "220 test");
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add((secure ? "" : "-") + line);
      String word = line.split("[ :]", -1)[0];
      switch (word) {
        case "EHLO" -> {
          say(out, "250-test");
          if (offersTls && !secure) {
            say(out, "250-STARTTLS");
          }
          say(out, "250 AUTH PLAIN");
        }
        case "STARTTLS" -> {
          say(out, "220 go on");
          talk(secured(socket), true, lines);
          return;
        }
        case "AUTH" -> say(out, isRight(line) ? "235 welcome" : "535 who are you");
        case "RCPT" -> say(out, line.contains("nobody") ? "550 no such user" : "250 ok");
        case "MAIL" -> say(out, line.contains("busy") ? "451 later" : "250 ok");
        case "DATA" -> {
          say(out, "354 go on");
          data(in, lines);
          say(out, "250 ok");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
    }
  }

  private static boolean isRight(String line) {
    byte[] given = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
    return new String(given, StandardCharsets.UTF_8).endsWith("\0zeek\0secret word");
  }

  private static void data(BufferedReader in, List<String> lines) throws IOException {
    @Nullable String line = in.readLine();
    while (line != null && !line.equals(".")) {
      lines.add(line);
      line = in.readLine();
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
