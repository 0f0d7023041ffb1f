package org.brood.script.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a built-in function that gives null when it was called wrongly, after it reported so: then
/// [NoValue] is thrown if the value is needed.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MayMiss {}
