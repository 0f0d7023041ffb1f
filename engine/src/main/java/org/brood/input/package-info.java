/// The input framework's readers: files and the output of programs, as table entries, events or
/// files to be analyzed.
///
/// All reading happens on the worker's thread, between packets; only what programs print is read by
/// threads of its own and handed over. Changes of files are looked for once in
/// `Threading::heartbeat_interval`.
@NullMarked
package org.brood.input;

import org.jspecify.annotations.NullMarked;
