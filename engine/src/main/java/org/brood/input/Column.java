package org.brood.input;

import org.brood.script.type.Type;

/// A value that a reader gives for each row.
///
/// @param name as the source calls it: fields of records in records with dots between
/// @param typeColumn for ports, where the protocol stands; empty if nowhere
/// @param optional whether a row without it counts
record Column(String name, Type type, String typeColumn, boolean optional) {}
