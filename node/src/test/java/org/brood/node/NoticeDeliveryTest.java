package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notices that leave the house: what scripts ask for arrives before the run is over.
final class NoticeDeliveryTest {
  private static final String NOTICES =
      """
      @load base/frameworks/notice
      redef enum Notice::Type += { Odd };
      """;

  @TempDir Path folder;
  private final List<String> got = new CopyOnWriteArrayList<>();

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, NOTICES + script.replace("DIR", folder.toString()));
  }

  /// Takes one mail, in clear text.
  private void takeMail(ServerSocket listener) {
    try {
      listener.setSoTimeout(60_000);
    } catch (java.net.SocketException e) {
      got.add("broken");
    }
    try (Socket socket = listener.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = socket.getOutputStream();
      out.write("220 test\r\n".getBytes(StandardCharsets.US_ASCII));
      boolean inMail = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        got.add(line);
        inMail = inMail && !line.equals(".") || line.equals("DATA");
        if (!inMail || line.equals("DATA")) {
          String answer = inMail ? "354 go on\r\n" : "250 ok\r\n";
          out.write(answer.getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      got.add("broken");
    }
  }

  @Test
  void aNoticeIsMailed() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofVirtual().start(() -> takeMail(listener));

      ScriptRun.Result result =
          run(
              """
              redef Notice::smtp_server = "127.0.0.1:%d";
              redef Notice::smtp_tls = Notice::SMTP_PLAIN;
              redef Notice::mail_dest = "soc@example.org";
              redef Notice::emailed_types += { Odd };
              event zeek_done() { NOTICE([$note=Odd, $msg="Something", $sub="More", $src=192.0.2.1]); }
              """
                  .formatted(listener.getLocalPort()));
      server.join();

      assertThat(result.err()).isEmpty();
      assertThat(got)
          .containsSubsequence(
              "MAIL FROM:<zeek@localhost>",
              "RCPT TO:<soc@example.org>",
              "DATA",
              "From: Zeek <zeek@localhost>",
              "To: soc@example.org",
              "Subject: [Zeek] Odd",
              "",
              "Message: Something",
              "Sub-message: More",
              "Address: 192.0.2.1",
              ".");
    }
  }

  @Test
  void alarmsAreMailedTogetherWhenTheRunEnds() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofVirtual().start(() -> takeMail(listener));

      ScriptRun.Result result =
          run(
              """
              redef Notice::smtp_server = "127.0.0.1:%d";
              redef Notice::smtp_tls = Notice::SMTP_PLAIN;
              redef Notice::mail_dest = "soc@example.org";
              redef Notice::alarmed_types += { Odd };
              redef Log::default_mail_alarms_interval = 24hrs;
              event zeek_init()
                {
                NOTICE([$note=Odd, $msg="Something"]);
                NOTICE([$note=Odd, $msg="Another"]);
                }
              """
                  .formatted(listener.getLocalPort()));
      server.join();

      assertThat(result.err()).isEmpty();
      assertThat(got).anyMatch(line -> line.startsWith("Subject: [Zeek] Alarm summary from "));
      assertThat(got).containsSubsequence("DATA", "   Something", "   Another", ".");
      assertThat(folder.resolve("alarm-mail.txt")).doesNotExist();
    }
  }

  @Test
  void aNoticeIsPostedAsJsonWithTheFieldsOfTheLog() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/hook",
        exchange -> {
          got.add(exchange.getRequestHeaders().getFirst("X-Token"));
          got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("headers"), "X-Token: abc\n");

    ScriptRun.Result result =
        run(
            """
            redef Notice::webhook_url = "http://127.0.0.1:%d/hook";
            redef Notice::webhook_header_file = "DIR/headers";
            redef Notice::webhook_types += { Odd };
            event zeek_done()
              {
              NOTICE([$note=Odd, $msg="Some \\"thing\\"", $p=80/tcp, $identifier="x"]);
              NOTICE([$note=Odd, $msg="Another", $identifier="x"]);
              }
            """
                .formatted(server.getAddress().getPort()));
    server.stop(0);

    assertThat(result.err()).isEmpty();
    assertThat(got).hasSize(2);
    assertThat(got.getFirst()).isEqualTo("abc");
    assertThat(got.getLast())
        .contains(
            "\"note\":\"Odd\"",
            "\"msg\":\"Some \\\"thing\\\"\"",
            "\"actions\":[\"Notice::ACTION_LOG\",\"Notice::ACTION_WEBHOOK\"]")
        .doesNotContain("identifier");
  }

  @Test
  void whatCannotBeDeliveredIsSaidAndCounted() throws Exception {
    ScriptRun.Result result =
        run(
            """
            @load base/frameworks/telemetry
            redef exit_only_after_terminate = T;
            redef Notice::smtp_server = "127.0.0.1:1";
            redef Notice::smtp_user = "zeek";
            redef Notice::smtp_password_file = "DIR/none";
            redef Notice::mail_dest = "soc@example.org";
            redef Notice::emailed_types += { Odd };
            event zeek_init() { NOTICE([$note=Odd, $msg="Something"]); }
            event check()
              {
              local found = Telemetry::collect_metrics("brood", "notice_deliveries*");
              if ( |found| == 0 )
                schedule 100msec { check() };
              else
                {
                for ( _, m in found )
                  print m$label_values, m$value;
                terminate();
                }
              }
            event zeek_init() { schedule 100msec { check() }; }
            """);

    assertThat(result.out()).containsExactly("[mail, failed], 1.0");
    assertThat(result.err())
        .contains(
            "warning: notice by mail: the password can't be read: java.nio.file.NoSuchFileException: "
                + folder
                + "/none");
  }

  @Test
  void aServerThatIsNoServerIsSaidAtOnce() throws Exception {
    ScriptRun.Result result =
        run(
            """
            redef Notice::smtp_server = "mail.example.org:smtp";
            redef Notice::mail_dest = "soc@example.org";
            redef Notice::emailed_types += { Odd };
            event zeek_done() { NOTICE([$note=Odd, $msg="Something"]); }
            """);

    assertThat(result.err()).hasSize(1);
    assertThat(result.err().getFirst())
        .contains("Notice::smtp_server: 'mail.example.org:smtp' has no port");
  }
}
