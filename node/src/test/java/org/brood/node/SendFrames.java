package org.brood.node;

import java.io.IOException;
import org.brood.testkit.Capture;
import org.brood.testkit.FrameSender;
import org.brood.testkit.TcpConversation;

/// Sends web pages into an interface of the network namespace that it is started in.
///
/// Arguments: the interface, the number of the first page, the number of pages. Page N is asked for
/// as `/pageN.` from a port of its own.
final class SendFrames {
  private static final int FIRST_PORT = 20_000;

  private SendFrames() {}

  public static void main(String[] arguments) throws IOException {
    int first = Integer.parseInt(arguments[1]);
    int pages = Integer.parseInt(arguments[2]);
    Capture capture = new Capture(Capture.ETHERNET);
    for (int page = first; page < first + pages; page++) {
      new TcpConversation(
              capture, 1_000L * (page - first), "10.1.0.1", FIRST_PORT + page, "10.2.0.1", 80)
          .handshake()
          .send(true, "GET /page" + page + ". HTTP/1.1\r\nHost: www.example.com\r\n\r\n")
          .send(false, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
          .close(true);
    }
    try (FrameSender sender = FrameSender.open(arguments[0])) {
      for (Capture.Entry entry : capture.entries()) {
        sender.send(entry.bytes());
      }
    }
  }
}
