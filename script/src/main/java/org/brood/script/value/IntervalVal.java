package org.brood.script.value;

/// An `interval` where the type is `any`, in seconds.
public record IntervalVal(double value) {}
