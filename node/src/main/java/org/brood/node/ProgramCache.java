package org.brood.node;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.value.Digests;

/// Compiled programs on disk, one jar each, named by the hash of what was asked for.
///
/// A jar knows the files that went into it and those that were looked for in vain; when one of them
/// is no longer what it was, the program is compiled anew. A program that was made of files in the
/// current folder or below belongs to that folder; one that only looked there in vain may be used
/// anywhere. A program whose jar lies on the class path is used from there: then the JDK's AOT
/// cache may hold it, which is made in the background once a program was seen twice. Those that
/// most people run are made by the build, with their AOT caches.
///
/// The newest [#MOST] programs are kept. When that is exceeded, a quarter of them goes, those first
/// that were not used for longest.
final class ProgramCache {
  /// How many programs are kept.
  static final int MOST = 128;

  private static final String KEY = "brood/gen/program.key";
  private static final String SOURCES = "brood/gen/program.sources";
  private static final String OWN = "brood/gen/program.own";

  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final List<Path> folders;

  ProgramCache(Path folder) {
    this.folder = folder;
    this.folders = List.of(folder);
  }

  /// @param folder where programs are kept
  /// @param shipped where those are that the build made; nothing is written there
  ProgramCache(Path folder, Path shipped) {
    this.folder = folder;
    this.folders = List.of(folder, shipped);
  }

  /// The cache of this user: `BROOD_CACHE`, or a folder below the usual place of caches.
  static ProgramCache ofUser() {
    Map<String, String> env = System.getenv();
    String own = env.getOrDefault("BROOD_CACHE", "");
    if (!own.isEmpty()) {
      return of(Path.of(own));
    }
    String caches = env.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return of(base.resolve("brood"));
  }

  private static ProgramCache of(Path folder) {
    String home = System.getProperty("brood.home", "");
    return home.isEmpty()
        ? new ProgramCache(folder)
        : new ProgramCache(folder, Path.of(home, "node", "target", "cache"));
  }

  /// The jar of a program.
  Path jar(String key) {
    return jar(folder, key);
  }

  private static Path jar(Path folder, String key) {
    return folder.resolve("programs").resolve(hash(key) + ".jar");
  }

  /// The classes of records that programs of a build had.
  RecordCache records(String build) {
    return new RecordCache(folder.resolve("programs").resolve("records.bin"), build);
  }

  private static String hash(String key) {
    byte[] bytes = Digests.of("SHA-256", key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(bytes, 0, 16);
  }

  /// A program that was compiled before and is still what its sources say.
  Optional<CompiledProgram.Loaded> find(String key) {
    Optional<CompiledProgram.Loaded> anywhere = findExactly(key);
    return anywhere.isPresent() ? anywhere : findExactly(here(key));
  }

  private Optional<CompiledProgram.Loaded> findExactly(String key) {
    ClassLoader own = ProgramCache.class.getClassLoader();
    try (InputStream known = own.getResourceAsStream(KEY);
        InputStream sources = own.getResourceAsStream(SOURCES)) {
      if (known != null && sources != null && text(known).equals(key) && isFresh(text(sources))) {
        used(jar(key));
        Training.offer(jar(key));
        return Optional.of(CompiledProgram.Loaded.from(own));
      }
      for (Path from : folders) {
        Path jar = jar(from, key);
        Optional<CompiledProgram.Loaded> found = stored(jar, key);
        if (found.isPresent()) {
          used(jar);
          tellLauncher(jar);
          return found;
        }
      }
    } catch (IOException e) {
      // What cannot be read is compiled anew.
    }
    return Optional.empty();
  }

  /// The key of a program that belongs to the current folder.
  private static String here(String key) {
    return key + "\nin " + System.getProperty("user.dir");
  }

  /// Whether all that a program was made of came with Brood: it may run unasked, to be learnt from.
  static boolean isOwn(ClassLoader loader) {
    return loader.getResource(OWN) != null;
  }

  /// The classes of the program that lies on the class path, by name; none if there is none.
  static List<String> classesOnPath() throws IOException {
    URL key = ProgramCache.class.getClassLoader().getResource(KEY);
    if (key == null || !(key.openConnection() instanceof JarURLConnection jar)) {
      return List.of();
    }
    try (JarFile file = jar.getJarFile()) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Optional<CompiledProgram.Loaded> stored(Path jar, String key) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
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
  /// @param read the files that it was made of
  /// @param missed the files that were looked for beside these
  /// @param own whether all of it came with Brood
  void store(
      String anywhere,
      CompiledProgram program,
      List<String> read,
      List<String> missed,
      boolean own) {
    boolean isLocal = read.stream().anyMatch(file -> !Path.of(file).isAbsolute());
    String key = isLocal ? here(anywhere) : anywhere;
    List<String> sources = new ArrayList<>(missed);
    sources.addAll(read);
    Path jar = jar(key);
    try {
      Files.createDirectories(jar.getParent());
      makeRoom();
      Path part = Files.createTempFile(jar.getParent(), "program", ".part");
      try (ZipOutputStream out =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part), BUFFER))) {
        out.setMethod(ZipOutputStream.STORED);
        put(out, KEY, key.getBytes(StandardCharsets.UTF_8));
        put(out, SOURCES, describe(sources).getBytes(StandardCharsets.UTF_8));
        if (own) {
          put(out, OWN, new byte[0]);
        }
        for (Map.Entry<String, byte[]> file : program.files().entrySet()) {
          put(out, file.getKey(), file.getValue());
        }
      }
      Files.deleteIfExists(beside(jar, ".aot"));
      Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      tellLauncher(jar);
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
      Path path = Path.of(source).normalize();
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

  /// Notes that a program was used, if it is one of the user's.
  private void used(Path jar) throws IOException {
    if (!jar.startsWith(folder) || !Files.isRegularFile(jar)) {
      return;
    }
    // The jar's own time must not change: AOT caches know their jars by it.
    Path mark = beside(jar, ".used");
    Files.deleteIfExists(mark);
    Files.write(mark, new byte[0]);
  }

  private static Path beside(Path jar, String extension) {
    String name = String.valueOf(jar.getFileName());
    return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + extension);
  }

  /// Makes room for one more program.
  private void makeRoom() throws IOException {
    List<Path> jars;
    try (Stream<Path> all = Files.list(folder.resolve("programs"))) {
      jars = new ArrayList<>(all.filter(p -> p.toString().endsWith(".jar")).toList());
    }
    if (jars.size() < MOST) {
      return;
    }
    Map<Path, FileTime> times = new HashMap<>();
    for (Path jar : jars) {
      times.put(jar, lastUse(jar));
    }
    jars.sort(Comparator.comparing(times::get));
    for (Path jar : jars.subList(0, jars.size() - MOST * 3 / 4)) {
      Files.deleteIfExists(jar);
      Files.deleteIfExists(beside(jar, ".aot"));
      Files.deleteIfExists(beside(jar, ".used"));
    }
    Path launch = folder.resolve("launch");
    if (!Files.isDirectory(launch)) {
      return;
    }
    try (Stream<Path> all = Files.list(launch)) {
      for (Path file : all.toList()) {
        if (!Files.exists(Path.of(Files.readString(file).strip()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static FileTime lastUse(Path jar) throws IOException {
    Path mark = beside(jar, ".used");
    return Files.getLastModifiedTime(Files.isRegularFile(mark) ? mark : jar);
  }

  /// Tells the launcher, which asked with a key of its own, where the program's jar lies.
  private void tellLauncher(Path jar) {
    String name = System.getenv().getOrDefault("BROOD_LAUNCH_KEY", "");
    if (!name.matches("[0-9a-z-]{1,64}")) {
      return;
    }
    try {
      Path file = folder.resolve("launch").resolve(name);
      Files.createDirectories(file.getParent());
      byte[] line = (jar.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8);
      if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), line)) {
        Path part = Files.createTempFile(file.getParent(), "launch", ".part");
        Files.write(part, line);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // The next start takes a moment longer.
    }
  }
}
