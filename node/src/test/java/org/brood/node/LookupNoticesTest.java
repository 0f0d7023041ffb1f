package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Dns;
import org.brood.testkit.NameServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Captures that raise the notices of policies that ask a name server, which the test is itself.
class LookupNoticesTest extends NoticeStage {
  private static final String BAD = "4775ba7d506188688852789507e80744dad5994d";
  private static final String DOUBTFUL = "618c3d8bce92d87b32b0b70507a6e5015d9c7e3f";
  private static final String REGISTRY = ".malware.hash.cymru.com";

  /// What the server knows, by name.
  private static final Map<String, byte[]> RECORDS =
      Map.of(
          "1.2.1.10.in-addr.arpa " + Dns.PTR,
          Dns.nameData("www1.office.example"),
          "9.0.1.10.in-addr.arpa " + Dns.PTR,
          Dns.nameData("desk-www1.office.example"),
          BAD + REGISTRY + " " + Dns.TXT,
          NameServer.text("1700000000 40"),
          DOUBTFUL + REGISTRY + " " + Dns.TXT,
          NameServer.text("1700000000 9"),
          "1ccfc81c5be7d39fe938f841bd81311504af6dd7" + REGISTRY + " " + Dns.TXT,
          NameServer.text("1700000000 90"));

  private NameServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new NameServer(RECORDS);
  }

  @AfterEach
  void close() {
    server.close();
  }

  /// Reads the capture in another process, which asks the server.
  private BehaviorRun ask(String... scripts) throws IOException, InterruptedException {
    Path trace = logs.resolve("trace.pcap");
    traffic.capture().write(trace);
    List<String> command = new ArrayList<>(ClusterSite.program(Main.class));
    command.addAll(List.of("zeek", "-C", "-r", trace.toString()));
    command.addAll(List.of(scripts));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(logs.toFile())
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve("said").toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(BROOD|ZEEK)_.*"));
    builder.environment().put("BROOD_CACHE", folder.resolve("cache").toString());
    builder.environment().put("ZEEK_DNS_RESOLVER", server.address());
    Process zeek = builder.start();
    assertThat(zeek.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(logs.resolve("said")).hasContent("");
    return BehaviorRun.of("", "", logs);
  }

  @Test
  void loginFromAHostOfAnInterestingNameIsTold() throws Exception {
    traffic.login(0, DESK, SERVER).failedLogin(10, DESK, SERVER);

    BehaviorRun run = ask("policy/protocols/ssh/interesting-hostnames");

    // Both hosts are looked up when somebody is let in; a name is interesting by its beginning.
    assertThat(rows(run, "note", "uid", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "SSH::Interesting_Hostname_Login",
                run.uids(_ -> true).getFirst(),
                DESK,
                SERVER,
                "22",
                "Possible SSH login involving a local server with an interesting hostname.",
                "www1.office.example"));
  }

  private void fetch(double seconds, String path, String body) {
    Dialogue page =
        new Dialogue()
            .client("GET " + path + " HTTP/1.1", "Host: h.example", "")
            .server("HTTP/1.1 200 OK", "Content-Length: " + body.length(), "")
            .server(body.getBytes(StandardCharsets.US_ASCII));
    traffic.talk(seconds, DESK, OUTSIDE, 80, page);
  }

  @Test
  void filesThatTheRegistryKnowsAreTold() throws Exception {
    fetch(0, "/bad.pdf", "%PDF-1.4\r\nbad\r\n");
    fetch(10, "/doubtful.pdf", "%PDF-1.4\r\ndoubtful\r\n");
    fetch(20, "/text", "a text that nobody asks for\r\n");

    BehaviorRun run = ask("policy/frameworks/files/detect-MHR");

    // Ten percent of the scanners must know a file, and texts are not asked for. The answer is a
    // time and a percentage.
    assertThat(rows(run, "note", "src", "dst", "p", "file_mime_type", "file_desc", "msg", "sub"))
        .containsExactly(
            List.of(
                "TeamCymruMalwareHashRegistry::Match",
                DESK,
                OUTSIDE,
                "80",
                "application/pdf",
                "http://h.example/bad.pdf",
                "Malware Hash Registry Detection rate: 40%  Last seen: 2023-11-14 22:13:20",
                "https://www.virustotal.com/gui/search/" + BAD));
  }
}
