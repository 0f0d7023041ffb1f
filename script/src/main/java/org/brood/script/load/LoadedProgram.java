package org.brood.script.load;

import java.util.List;
import java.util.Set;
import org.brood.script.source.Span;
import org.brood.script.syntax.Decl;

/// A program as it was read: all its declarations in the order in which Zeek meets them.
///
/// @param files the files in the order in which they were begun
/// @param probed every path that was looked at, found or not
/// @param mentioned all words of the signature files: they may name events and functions
/// @param modules the names of the modules that the files are in
public record LoadedProgram(
    List<Decl> declarations,
    List<LoadedFile> files,
    List<SignatureFile> signatures,
    List<String> probed,
    Set<String> mentioned,
    List<String> modules) {

  /// @param level how deeply the load is nested, as `loaded_scripts.log` tells
  public record LoadedFile(String path, int level) {}

  /// @param path where it was found, or empty
  public record SignatureFile(String name, String path, Span loadedAt) {}
}
