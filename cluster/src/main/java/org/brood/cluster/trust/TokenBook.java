package org.brood.cluster.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The tokens that a manager gave out, in a file of one line a token: `ID HASH USES EXPIRES KIND`.
/// The hash is SHA-256 of the secret, which itself is nowhere; `EXPIRES` counts seconds since 1970.
///
/// Commands make tokens while the manager uses them: each reads the file anew, and a lock file
/// keeps them apart.
public final class TokenBook {
  /// Tokens that are good at the same time, at most.
  public static final int MAX_TOKENS = 10_000;

  private final Path file;
  private final ReentrantLock inside = new ReentrantLock();

  /// @param file is made when the first token is
  public TokenBook(Path file) {
    this.file = file;
  }

  /// What a host shows that wants to join.
  public enum Verdict {
    GOOD,
    UNKNOWN,
    USED_UP,
    EXPIRED
  }

  /// @param kind what the certificate will allow
  private record Entry(String id, String hash, int uses, long expires, Identity.Kind kind) {
    String line() {
      return "%s %s %d %d %s".formatted(id, hash, uses, expires, kind);
    }

    static Entry of(String line) throws IOException {
      String[] parts = line.split(" ", -1);
      try {
        return new Entry(
            parts[0],
            parts[1],
            Integer.parseInt(parts[2]),
            Long.parseLong(parts[3]),
            Identity.Kind.valueOf(parts[4]));
      } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
        throw new IOException("broken line: " + line, e);
      }
    }
  }

  /// What came of showing a token.
  ///
  /// @param kind what it is good for, if it is
  public record Use(Verdict verdict, Identity.Kind kind) {}

  /// Makes a token.
  ///
  /// @param uses how many hosts may join with it
  /// @throws IOException if the book cannot be written, or is full
  public Token create(byte[] fingerprint, int uses, Duration life, Identity.Kind kind, Instant now)
      throws IOException {
    Token token = Token.create(fingerprint);
    return locked(() -> {
      List<Entry> entries = read();
      entries.removeIf(one -> one.expires < now.getEpochSecond() - life.toSeconds());
      if (entries.size() >= MAX_TOKENS) {
        throw new IOException("there are " + MAX_TOKENS + " tokens already");
      }
      entries.add(new Entry(token.id(), hash(token), uses, now.plus(life).getEpochSecond(), kind));
      write(entries);
      return token;
    });
  }

  /// Uses a token once. That is on the disk before the answer.
  public Use use(Token token, Instant now) throws IOException {
    return locked(() -> {
      List<Entry> entries = read();
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        if (entry.id.equals(token.id()) && sameHash(entry.hash, hash(token))) {
          if (entry.expires <= now.getEpochSecond()) {
            return new Use(Verdict.EXPIRED, entry.kind);
          }
          if (entry.uses <= 0) {
            return new Use(Verdict.USED_UP, entry.kind);
          }
          entries.set(
              i, new Entry(entry.id, entry.hash, entry.uses - 1, entry.expires, entry.kind));
          write(entries);
          return new Use(Verdict.GOOD, entry.kind);
        }
      }
      return new Use(Verdict.UNKNOWN, Identity.Kind.NODE);
    });
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T locked(Action<T> action) throws IOException {
    inside.lock();
    try (FileLockFile _ = FileLockFile.take(file.resolveSibling(file.getFileName() + ".lock"))) {
      return action.run();
    } finally {
      inside.unlock();
    }
  }

  private List<Entry> read() throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        entries.add(Entry.of(line));
      }
    }
    return entries;
  }

  private void write(List<Entry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    entries.forEach(one -> text.append(one.line()).append('\n'));
    StateFiles.write(file, text.toString());
  }

  private static String hash(Token token) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.secret()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static boolean sameHash(String a, String b) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(a), HexFormat.of().parseHex(b));
  }
}
