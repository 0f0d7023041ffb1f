package org.brood.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.event.Inbox;
import org.brood.script.value.Addr;
import org.brood.testkit.Dns;
import org.brood.testkit.NameServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions to a name server that the test is itself.
class ResolverTest {

  private final Inbox inbox = new Inbox();
  private NameServer server;
  private Resolver resolver;

  /// What the server knows, by name and type.
  private final Map<String, byte[]> records =
      Map.of(
          "7.2.0.192.in-addr.arpa " + Dns.PTR, Dns.nameData("www.example"),
          "example " + Dns.TXT, NameServer.text("v=1 hello"),
          "short.example " + Dns.TXT, NameServer.text("v=1"),
          "odd.example " + Dns.TXT, NameServer.text("say \"a\\b\""),
          "example " + Dns.A, new byte[] {(byte) 192, 0, 2, 7});

  @BeforeEach
  void serve() throws IOException {
    server = new NameServer(records);
    resolver = new Resolver(inbox, server.address());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void nameOfAnAddressHasNoDotAtItsEnd() {
    assertThat(resolver.name(Addr.v4(0xc0000207))).isEqualTo("www.example");
  }

  @Test
  void addressWithoutANameHasAnEmptyOne() {
    assertThat(resolver.name(Addr.v4(0xc0000208))).isEmpty();
  }

  @Test
  void addressesAndTextsOfAName() {
    assertThat(resolver.addresses("example")).containsExactly(Addr.v4(0xc0000207));
    assertThat(resolver.text("example")).isEqualTo("v=1 hello");
    assertThat(resolver.text("short.example")).isEqualTo("v=1");
    assertThat(resolver.text("odd.example")).isEqualTo("say \"a\\b\"");
    assertThat(resolver.text("nowhere")).isEmpty();
    assertThat(resolver.addresses("nowhere")).isEmpty();
  }

  @Test
  void answersComeByTheInbox() {
    List<String> told = new ArrayList<>();

    resolver.ask(() -> resolver.name(Addr.v4(0xc0000207)), "", told::add);
    int before = resolver.pending();
    boolean came = inbox.await(10_000);

    assertThat(before).isEqualTo(1);
    assertThat(came).isTrue();
    assertThat(told).containsExactly("www.example");
    assertThat(resolver.pending()).isZero();
  }

  @Test
  void addressesAreLookedUpBackwards() {
    assertThat(Resolver.reverse(new Addr(0x20010db800000000L, 0x567_89abL)))
        .isEqualTo("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
  }
}
