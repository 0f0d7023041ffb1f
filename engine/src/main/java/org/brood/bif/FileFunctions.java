package org.brood.bif;

import org.brood.file.ExtractAnalyzer;
import org.brood.file.FileTracker;
import org.brood.file.TrackedFile;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The module `Files`.
@Natives("Files")
public final class FileFunctions {
  private FileFunctions() {}

  private static FileTracker tracker(Runtime rt) {
    return rt.service(FileTracker.class);
  }

  private static @Nullable TrackedFile find(Runtime rt, Str id) {
    return tracker(rt).find(id);
  }

  public static boolean __set_timeout_interval(Runtime rt, Str id, double seconds) {
    TrackedFile file = find(rt, id);
    if (file != null) {
      file.timeoutSeconds(seconds);
    }
    return file != null;
  }

  public static boolean __enable_reassembly(Runtime rt, Str id) {
    TrackedFile file = find(rt, id);
    if (file != null) {
      file.enableReassembly(true);
    }
    return file != null;
  }

  public static boolean __disable_reassembly(Runtime rt, Str id) {
    TrackedFile file = find(rt, id);
    if (file != null) {
      file.enableReassembly(false);
    }
    return file != null;
  }

  public static boolean __set_reassembly_buffer(Runtime rt, Str id, long max) {
    TrackedFile file = find(rt, id);
    if (file != null) {
      file.reassemblyMax(max);
    }
    return file != null;
  }

  public static boolean __enable_analyzer(Runtime rt, EnumType.Item tag) {
    tracker(rt).enable(AnalyzerFunctions.bare(tag), true);
    return tracker(rt).isKnown(AnalyzerFunctions.bare(tag));
  }

  public static boolean __disable_analyzer(Runtime rt, EnumType.Item tag) {
    tracker(rt).enable(AnalyzerFunctions.bare(tag), false);
    return tracker(rt).isKnown(AnalyzerFunctions.bare(tag));
  }

  public static boolean __analyzer_enabled(Runtime rt, EnumType.Item tag) {
    return tracker(rt).isEnabled(AnalyzerFunctions.bare(tag));
  }

  public static boolean __add_analyzer(Runtime rt, Str id, EnumType.Item tag, Object args) {
    TrackedFile file = find(rt, id);
    return file != null
        && tracker(rt).isKnown(AnalyzerFunctions.bare(tag))
        && args instanceof Record arguments
        && file.addAnalyzer(tag, arguments);
  }

  public static boolean __remove_analyzer(Runtime rt, Str id, EnumType.Item tag, Object args) {
    TrackedFile file = find(rt, id);
    return file != null && args instanceof Record arguments && file.removeAnalyzer(tag, arguments);
  }

  public static boolean __stop(Runtime rt, Str id) {
    return tracker(rt).ignore(id);
  }

  public static Str __analyzer_name(Runtime rt, EnumType.Item tag) {
    return Str.of(AnalyzerFunctions.withoutPrefix(AnalyzerFunctions.bare(tag)));
  }

  public static boolean __file_exists(Runtime rt, Str id) {
    return find(rt, id) != null;
  }

  @MayMiss
  public static @Nullable Record __lookup_file(Runtime rt, Str id) {
    TrackedFile file = find(rt, id);
    if (file == null) {
      rt.note(Level.ERROR, "file ID " + id + " not a known file");
      return null;
    }
    return file.record();
  }

  /// Sets the limit of an extraction.
  static boolean setExtractLimit(Runtime rt, Str id, Object args, long bytes) {
    TrackedFile file = find(rt, id);
    if (file != null
        && args instanceof Record arguments
        && file.analyzer("ANALYZER_EXTRACT", arguments) instanceof ExtractAnalyzer extract) {
      extract.limit(bytes);
      return true;
    }
    return false;
  }
}
