package org.brood.script.codegen;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import org.brood.script.runtime.ProgramClasses;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.jspecify.annotations.Nullable;

/// The classes of a program, by their paths, with its description among them.
public final class CompiledProgram {
  private static final String RECORDS = "brood/gen/R";

  private final Map<String, byte[]> files;

  CompiledProgram(Map<String, byte[]> files) {
    this.files = Map.copyOf(files);
  }

  /// A program from its stored files.
  public static CompiledProgram of(Map<String, byte[]> files) {
    return new CompiledProgram(files);
  }

  public Map<String, byte[]> files() {
    return files;
  }

  /// The classes of records, which fit other programs too: their names say what is in them.
  public Map<String, byte[]> records() {
    Map<String, byte[]> records = new HashMap<>();
    files.forEach((path, bytes) -> {
      if (path.startsWith(RECORDS)) {
        records.put(path, bytes);
      }
    });
    return records;
  }

  /// Loads the classes into a loader of their own.
  public Loaded load() {
    return Loaded.from(new Loader(files));
  }

  /// A program whose classes are loaded: instances can be made.
  public record Loaded(Class<?> main, ProgramInfo info) {

    /// A program in a class loader.
    public static Loaded from(ClassLoader loader) {
      try {
        Class<?> main = Class.forName("brood.gen.P", true, loader);
        return new Loaded(main, ProgramClasses.of(main).info());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    /// Makes an instance; its globals have no values until [ScriptProgram#init].
    public ScriptProgram instance(Runtime rt) {
      try {
        ScriptProgram made = (ScriptProgram) main.getConstructor(Runtime.class).newInstance(rt);
        rt.attach(made);
        return made;
      } catch (InstantiationException
          | IllegalAccessException
          | InvocationTargetException
          | NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> files;

    Loader(Map<String, byte[]> files) {
      super("script", ScriptProgram.class.getClassLoader());
      this.files = files;
    }

    /// The program's own classes come from here, even if another program lies on the class path.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Jvm.PACKAGE)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      byte[] bytes = files.get(name);
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }
  }
}
