package org.brood.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.brood.script.codegen.CompiledProgram;

/// Compiled programs on disk, one jar each, named by the hash of what was asked for.
///
/// A jar knows the files that went into it and those that were looked for in vain; when one of them
/// is no longer what it was, the program is compiled anew. A program whose jar lies on the class
/// path is used from there: then the JDK's AOT cache may hold it.
final class ProgramCache {
  private static final String KEY = "brood/gen/program.key";
  private static final String SOURCES = "brood/gen/program.sources";

  private final Path folder;

  ProgramCache(Path folder) {
    this.folder = folder;
  }

  /// The cache of this user: `BROOD_CACHE`, or a folder below the usual place of caches.
  static ProgramCache ofUser() {
    Map<String, String> env = System.getenv();
    String own = env.getOrDefault("BROOD_CACHE", "");
    if (!own.isEmpty()) {
      return new ProgramCache(Path.of(own));
    }
    String caches = env.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return new ProgramCache(base.resolve("brood"));
  }

  /// The jar of a program.
  Path jar(String key) {
    return folder.resolve("programs").resolve(hash(key) + ".jar");
  }

  private static String hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A program that was compiled before and is still what its sources say.
  Optional<CompiledProgram.Loaded> find(String key) {
    ClassLoader own = ProgramCache.class.getClassLoader();
    try (InputStream known = own.getResourceAsStream(KEY);
        InputStream sources = own.getResourceAsStream(SOURCES)) {
      if (known != null && sources != null && text(known).equals(key) && isFresh(text(sources))) {
        return Optional.of(CompiledProgram.Loaded.from(own));
      }
      return stored(key);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private Optional<CompiledProgram.Loaded> stored(String key) throws IOException {
    Path jar = jar(key);
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    byte[] sources = files.get(SOURCES);
    byte[] known = files.get(KEY);
    if (sources == null
        || known == null
        || !new String(known, StandardCharsets.UTF_8).equals(key)
        || !isFresh(new String(sources, StandardCharsets.UTF_8))) {
      return Optional.empty();
    }
    return Optional.of(CompiledProgram.of(files).load());
  }

  /// Keeps a program for the next time. Failing to is no error: the disk may be full or read-only.
  ///
  /// @param sources the files that were read or looked for
  void store(String key, CompiledProgram program, List<String> sources) {
    Path jar = jar(key);
    try {
      Files.createDirectories(jar.getParent());
      Path part = Files.createTempFile(jar.getParent(), "program", ".part");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
        out.setMethod(ZipOutputStream.STORED);
        put(out, KEY, key.getBytes(StandardCharsets.UTF_8));
        put(out, SOURCES, describe(sources).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : program.files().entrySet()) {
          put(out, file.getKey(), file.getValue());
        }
      }
      Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The program runs all the same.
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setTime(0);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static String describe(List<String> sources) {
    List<String> lines = new ArrayList<>();
    for (String source : sources) {
      Path path = Path.of(source).toAbsolutePath().normalize();
      lines.add(state(path) + '\t' + path);
    }
    return String.join("\n", lines);
  }

  /// Size and time of a file, `-` if there is none.
  private static String state(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? attributes.size() + ":" + attributes.lastModifiedTime().toMillis()
          : "-";
    } catch (IOException e) {
      return "-";
    }
  }

  private static boolean isFresh(String sources) {
    for (String line : sources.split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab >= 0 && !line.substring(0, tab).equals(state(Path.of(line.substring(tab + 1))))) {
        return false;
      }
    }
    return true;
  }

  /// Tells the launcher, which asked with a key of its own, where the program's jar lies.
  void tellLauncher(String key) {
    String name = System.getenv().getOrDefault("BROOD_LAUNCH_KEY", "");
    if (!name.matches("[0-9a-z-]{1,64}")) {
      return;
    }
    try {
      Path file = folder.resolve("launch").resolve(name);
      Files.createDirectories(file.getParent());
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.writeBytes(jar(key).toString().getBytes(StandardCharsets.UTF_8));
      text.write('\n');
      Files.write(file, text.toByteArray());
    } catch (IOException e) {
      // The next start takes a moment longer.
    }
  }
}
