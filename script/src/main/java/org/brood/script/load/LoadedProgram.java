package org.brood.script.load;

import java.util.List;
import java.util.Set;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.brood.script.syntax.Decl;

/// A program as it was read: all its declarations in the order in which Zeek meets them.
///
/// @param files the files in the order in which they were begun
/// @param probed every path that was looked at, found or not
/// @param mentioned all words of the signature files: they may name events and functions
/// @param modules the names of the modules that the files are in
/// @param comments where the comments of each file are that document something
public record LoadedProgram(
    List<Decl> declarations,
    List<LoadedFile> files,
    List<SignatureFile> signatures,
    List<String> probed,
    Set<String> mentioned,
    List<String> modules,
    List<Comments> comments) {

  /// @param level how deeply the load is nested, as `loaded_scripts.log` tells
  public record LoadedFile(String path, int level) {}

  /// Comments of a file that begin with two `#`.
  ///
  /// @param name the file's path below the folder of the search path that it was found in
  /// @param starts where they begin, in order
  public record Comments(SourceFile file, String name, int[] starts) {}

  /// @param path where it was found, or empty
  public record SignatureFile(String name, String path, Span loadedAt) {}
}
