package org.brood.node.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.brood.cluster.trust.StateFiles;
import org.brood.cluster.trust.Token;
import org.brood.node.config.HostPort;

/// The folder of what must outlive a restart, and its parts.
///
/// @param root the folder
public record StateFolder(Path root) {
  private static final int ID_BYTES = 8;

  /// Makes it if it is not there.
  ///
  /// @throws IOException in one sentence that says what to do
  public void make() throws IOException {
    try {
      StateFiles.makeFolder(root);
      for (Path part : new Path[] {run(), spools(), bundles(), engines()}) {
        Files.createDirectories(part);
      }
    } catch (IOException e) {
      throw new IOException("cannot write into %s: chown it to uid %s".formatted(root, uid()), e);
    }
  }

  static String uid() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    } catch (IOException e) {
      return "of this process";
    }
  }

  /// Takes the folder for this process, until it ends.
  ///
  /// @throws IOException if another process has it
  @SuppressWarnings({"MustBeClosedChecker", "StreamResourceLeak"})
  FileLock lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(root + ": another host process uses this folder");
    }
    return lock;
  }

  /// The host's id, made when it is asked for first.
  public String hostId() throws IOException {
    Path file = root.resolve("host.id");
    if (!Files.exists(file)) {
      byte[] id = new byte[ID_BYTES];
      new SecureRandom().nextBytes(id);
      StateFiles.write(file, HexFormat.of().formatHex(id) + "\n");
    }
    return Files.readString(file).strip();
  }

  /// Sockets, locks and what else lives no longer than the process.
  Path run() {
    return root.resolve("run");
  }

  /// Where engines report.
  Path linkSocket() {
    return run().resolve("link");
  }

  /// Where the logger's engine takes batches.
  Path collectorSocket() {
    return run().resolve("collector");
  }

  /// Port of metrics and health.
  public Path metricsPort() {
    return run().resolve("metrics.port");
  }

  /// Key and certificates.
  public Path identity() {
    return root.resolve("identity");
  }

  /// Managers only.
  public Path authority() {
    return root.resolve("authority");
  }

  /// Managers only.
  public Path tokens() {
    return root.resolve("tokens");
  }

  /// Ids of revoked hosts.
  public Path revoked() {
    return root.resolve("revoked");
  }

  /// Managers that were met, a `HOST:PORT` a line.
  public Path managers() {
    return root.resolve("managers");
  }

  /// Where a waiting host finds what somebody tells it.
  public Path invitation() {
    return root.resolve("invitation");
  }

  /// What was in force last.
  Path layout() {
    return root.resolve("layout.json");
  }

  Path spools() {
    return root.resolve("spool");
  }

  Path bundles() {
    return root.resolve("bundles");
  }

  /// Feeds of indicators; managers only.
  Path intel() {
    return root.resolve("intel");
  }

  /// Compiled programs.
  Path cache() {
    return root.resolve("cache");
  }

  Path engines() {
    return root.resolve("engines");
  }

  /// Whose stores were met.
  Path loggers() {
    return root.resolve("loggers");
  }

  /// Nodes that somebody stopped, a name a line.
  Path stopped() {
    return root.resolve("stopped");
  }

  /// Tells a waiting host where its managers are.
  ///
  /// @param managers `HOST:PORT`, separated by commas
  /// @throws IOException if one of the two makes no sense, or the folder cannot be written
  public void invite(String managers, String token) throws IOException {
    for (String one : managers.split(",", -1)) {
      if (HostPort.parse(one).isEmpty()) {
        throw new IOException("expected HOST:PORT, not " + one);
      }
    }
    if (Token.parse(token).isEmpty()) {
      throw new IOException("that is no token");
    }
    StateFiles.write(invitation().resolve(Joining.TOKEN_FILE), token.strip() + "\n");
    StateFiles.write(invitation().resolve(Joining.MANAGER_FILE), managers + "\n");
  }

  /// Deletes a folder and all in it.
  public static void delete(Path folder) throws IOException {
    Folders.delete(folder);
  }
}
