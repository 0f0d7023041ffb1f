package org.brood.script.value;

import org.brood.script.type.Type;

/// A type used as a value.
public record TypeVal(Type type) {}
