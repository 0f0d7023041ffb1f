package org.brood.cluster.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Hosts whose certificates count no more, in a file of one id a line; read anew when it changes.
public final class Revocations {
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private final Path file;
  private volatile Known known = new Known(NEVER, Set.of());

  private record Known(FileTime changed, Set<String> ids) {}

  /// @param file is made when the first host is revoked
  public Revocations(Path file) {
    this.file = file;
  }

  /// All ids.
  ///
  /// @throws IOException if the file is there and cannot be read: nobody may be trusted then
  public Set<String> ids() throws IOException {
    Known now = known;
    if (!Files.exists(file)) {
      return now.ids;
    }
    FileTime changed = Files.getLastModifiedTime(file);
    if (!changed.equals(now.changed)) {
      now = new Known(changed, Set.copyOf(Files.readAllLines(file)));
      known = now;
    }
    return now.ids;
  }

  /// Whether the host of a certificate was revoked.
  ///
  /// @throws IOException if that cannot be known
  public boolean contain(X509Certificate certificate) throws IOException {
    return ids().contains(Identity.nodeId(certificate));
  }

  /// Adds hosts.
  public void add(Collection<String> nodeIds) throws IOException {
    Set<String> all = new TreeSet<>(ids());
    if (all.addAll(nodeIds)) {
      StateFiles.write(file, String.join("\n", all) + "\n");
      known = new Known(NEVER, Set.copyOf(all));
    }
  }
}
