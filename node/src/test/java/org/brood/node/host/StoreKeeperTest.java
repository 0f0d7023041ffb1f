package org.brood.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.brood.spool.Compression;
import org.brood.spool.LogStore;
import org.brood.spool.LogStoreSettings;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKeeperTest {
  @TempDir private Path folder;
  private Instant now = Instant.ofEpochSecond(1_000_000);
  private LogStoreSettings settings;
  private StoreKeeper keeper;

  @BeforeEach
  void open() {
    settings =
        new LogStoreSettings(
            folder.resolve("logs"),
            ZoneOffset.UTC,
            0,
            Compression.NONE,
            Compression.NONE,
            "",
            Duration.ZERO,
            0);
    InstantSource clock = () -> now;
    keeper =
        new StoreKeeper(
            settings,
            folder.resolve("socket"),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            clock);
  }

  @AfterEach
  void close() throws IOException {
    keeper.close();
  }

  private void write() throws IOException {
    LogStore.open(settings, InstantSource.system(), new Meters(), _ -> {}).close();
  }

  private boolean answers() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("socket")));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whoLoggedOnceAnswersWhenSomebodyComes() throws IOException {
    write();
    keeper.engine(false);
    assertThat(answers()).isFalse();

    keeper.wanted();

    assertThat(answers()).isTrue();
  }

  @Test
  void aFolderThatNobodyLoggedToStaysAsItIs() throws IOException {
    keeper.engine(false);

    keeper.wanted();

    assertThat(answers()).isFalse();
    assertThat(settings.folder()).doesNotExist();
  }

  @Test
  void theFolderBelongsToTheEngineAsSoonAsItMayRun() throws IOException {
    write();
    keeper.wanted();
    assertThat(answers()).isFalse();
    keeper.engine(false);
    keeper.wanted();

    keeper.engine(true);

    write();
    keeper.wanted();
    assertThat(answers()).isFalse();
  }

  @Test
  void itClosesHalfAMinuteAfterTheLastVisit() throws IOException {
    write();
    keeper.engine(false);
    keeper.wanted();

    now = now.plusSeconds(20);
    keeper.tick(true);
    now = now.plusSeconds(30);
    keeper.tick(false);
    assertThat(answers()).isTrue();
    now = now.plusMillis(1);
    keeper.tick(false);

    assertThat(answers()).isFalse();
  }
}
