package org.brood.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLinkTest {
  private static final ClusterNode WORKER =
      new ClusterNode("worker-1", NodeType.WORKER, "ab", "10.0.0.1");
  private static final ClusterNode PROXY =
      new ClusterNode("proxy-1", NodeType.PROXY, "cd", "fd00::1");

  @TempDir private Path folder;

  private static <T> T next(LinkedBlockingQueue<T> queue) throws InterruptedException {
    T one = queue.poll(30, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one;
  }

  @Test
  void anEngineAndItsHostUnderstandEachOther() throws Exception {
    LinkedBlockingQueue<LinkMessage> atHost = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<String> atEngine = new LinkedBlockingQueue<>();
    CountDownLatch hostGone = new CountDownLatch(1);
    Path path = folder.resolve("link");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      try (HostLink link =
          HostLink.connect(
              path,
              WORKER,
              arguments -> new LinkMessage.Answer(0, true, "of " + arguments),
              hostGone::countDown)) {
        LinkChannel host = new LinkChannel(server.accept(), atHost::add, () -> {});
        host.start();
        link.attach(new Told(atEngine));
        link.subscribe("zeek/");
        link.publish("zeek/a", new byte[] {1, 2, 3});
        link.counters(Map.of("packets", 7L));
        link.ready();

        assertThat(next(atHost))
            .isEqualTo(new LinkMessage.Hello(WORKER, ProcessHandle.current().pid()));
        assertThat(next(atHost)).isEqualTo(new LinkMessage.Subscribe("zeek/"));
        assertThat(next(atHost)).isInstanceOf(LinkMessage.Event.class);
        assertThat(next(atHost)).isEqualTo(new LinkMessage.Counters(Map.of("packets", 7L)));
        assertThat(next(atHost)).isEqualTo(new LinkMessage.Ready());

        host.send(new LinkMessage.Nodes(List.of(PROXY)));
        host.send(new LinkMessage.Event("proxy-1", "zeek/b", new byte[5]));
        host.send(new LinkMessage.Nodes(List.of()));
        host.send(new LinkMessage.Ask(9, List.of("print", "x")));
        assertThat(next(atEngine)).isEqualTo("up proxy-1");
        assertThat(next(atEngine)).isEqualTo("zeek/b 5");
        assertThat(next(atEngine)).isEqualTo("down proxy-1");
        assertThat(next(atHost)).isEqualTo(new LinkMessage.Answer(9, true, "of [print, x]"));

        host.close();
        assertThat(hostGone.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private record Told(LinkedBlockingQueue<String> told) implements ClusterLink.Receiver {
    @Override
    public void delivered(String topic, byte[] event) {
      told.add(topic + " " + event.length);
    }

    @Override
    public void nodeUp(ClusterNode node) {
      told.add("up " + node.name());
    }

    @Override
    public void nodeDown(ClusterNode node) {
      told.add("down " + node.name());
    }
  }

  @Test
  void bytesThatAreNoMessageGiveAnError() throws IOException {
    Random random = new Random(7);
    byte[] good = LinkFormat.bytes(new LinkMessage.Nodes(List.of(WORKER, PROXY)));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> LinkFormat.message(cut)).isInstanceOf(IOException.class);
    }
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      try {
        LinkFormat.message(noise);
      } catch (IOException e) {
        assertThat(e).isNotNull(); // as it should be
      }
    }
  }
}
