package org.brood.script.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class whose public static methods are built-in functions, bound by name to declarations
/// in `.bif.zeek` files.
///
/// A method is named like its function without the module; `value` is the module, empty for the
/// global one. Its parameters are an optional [Runtime], then one for each of the function's:
/// `long` for count and int, `double` for double, time and interval, `boolean` for bool, the value
/// class for others, `Object` for `any` (in `any` form), `Object[]` as the only one for a variadic
/// function. The result likewise; `@Nullable` results are unset values, which a caller may only
/// ignore, unless the function is marked [MayMiss]: then its result may be a box (`Long`, `Double`,
/// `Boolean`) too.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Natives {
  String value() default "";
}
