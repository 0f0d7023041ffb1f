package org.brood.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;

/// The module `FileExtract`.
@Natives("FileExtract")
public final class FileExtractFunctions {
  private FileExtractFunctions() {}

  public static boolean __set_limit(Runtime rt, Str id, Object args, long bytes) {
    return FileFunctions.setExtractLimit(rt, id, args, bytes);
  }
}
