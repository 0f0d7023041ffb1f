/// Run-time values of the Zeek language: equality, order, printing.
///
/// Scalars have two forms. Where the type is known from the program, `bool`, `count`, `int`,
/// `double`, `time` and `interval` are Java primitives, or, inside of containers, plain `Boolean`,
/// `Long` and `Double` objects. A value of type `any` tells its own type: `count` is `Long`,
/// `double` is `Double`, `bool` is `Boolean`; `int`, `time` and `interval` are [IntVal], [TimeVal]
/// and [IntervalVal]. All other values are one class each: [Str], [Addr], [Subnet], [Port],
/// [org.brood.script.type.EnumType.Item], [Pattern], [Table], [Vec], [Record], [Func], [TypeVal],
/// [FileVal], [Opaque].
@NullMarked
package org.brood.script.value;

import org.jspecify.annotations.NullMarked;
