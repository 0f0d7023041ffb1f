package org.brood.script.value;

/// An `int` where the type is `any`.
public record IntVal(long value) {}
