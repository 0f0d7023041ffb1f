package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.cluster.trust.StateFiles;

/// The bundles of a host: `HASH.zip` as they came, `HASH/` unpacked, and on a manager `history`,
/// the hashes that were in force, oldest first.
///
/// The last [#KEPT] of the history stay; what a host fetched and does not need any more goes.
public final class BundleStore {
  /// Bundles to which one can go back.
  static final int KEPT = 10;

  private final Path folder;
  private final Path history;

  public BundleStore(Path folder) {
    this.folder = folder;
    history = folder.resolve("history");
  }

  /// Keeps a bundle, unpacked and packed.
  public void put(Bundle bundle) throws IOException {
    Files.createDirectories(folder);
    Path file = file(bundle.hash());
    if (!Files.exists(file)) {
      StateFiles.write(file, bundle.bytes());
    }
    if (!Files.isDirectory(folder(bundle.hash()))) {
      bundle.unpack(folder(bundle.hash()));
    }
  }

  /// Whether it is here.
  public boolean has(String hash) {
    return Files.exists(file(hash)) && Files.isDirectory(folder(hash));
  }

  /// Its bytes, if it is here.
  public Optional<byte[]> bytes(String hash) throws IOException {
    return isHash(hash) && Files.exists(file(hash))
        ? Optional.of(Files.readAllBytes(file(hash)))
        : Optional.empty();
  }

  /// Where its files are.
  public Path folder(String hash) {
    return folder.resolve(hash);
  }

  private Path file(String hash) {
    return folder.resolve(hash + ".zip");
  }

  /// Whether that may be the name of a bundle.
  public static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /// What was in force, oldest first.
  public List<String> history() throws IOException {
    return Files.exists(history) ? Files.readAllLines(history) : List.of();
  }

  /// Notes what is in force now, and deletes what is too old to go back to.
  public void inForce(String hash) throws IOException {
    List<String> all = new ArrayList<>(history());
    all.remove(hash);
    all.add(hash);
    while (all.size() > KEPT) {
      String old = all.removeFirst();
      Files.deleteIfExists(file(old));
      Folders.delete(folder(old));
    }
    StateFiles.write(history, String.join("\n", all) + "\n");
  }
}
