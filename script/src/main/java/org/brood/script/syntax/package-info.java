/// The Zeek language as text and as a tree: lexer, parser, and sealed records for each family of
/// nodes.
///
/// The parser knows no types and no names: what needs them is left to the checker. Only conditions
/// (`@if`) and loads ask [org.brood.script.syntax.Directives] while the text is read.
@NullMarked
package org.brood.script.syntax;

import org.jspecify.annotations.NullMarked;
