package org.brood.bif;

import java.util.List;
import org.brood.file.FileTracker;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// File handles, and types of content.
@Natives
public final class FileHandleFunctions {
  private FileHandleFunctions() {}

  public static void set_file_handle(Runtime rt, Str handle) {
    rt.service(FileTracker.class).handle(handle);
  }

  public static Vec file_magic(Runtime rt, Str data) {
    return rt.service(FileTracker.class).magic(data);
  }

  public static Str identify_data(Runtime rt, Str data, boolean mime) {
    return rt.service(FileTracker.class).bestType(data);
  }

  /// The classes of functions about files.
  static List<Class<?>> classes() {
    return List.of(FileFunctions.class, FileHandleFunctions.class, FileExtractFunctions.class);
  }
}
