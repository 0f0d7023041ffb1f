package org.brood.script.tree;

import java.util.List;
import org.brood.script.source.Span;

/// One body of a function, event or hook.
///
/// @param params one local for each parameter of the function's type, in its order; a body of an
///   event that was declared with an alternative prototype names fewer: then `paramSlots` says
///   which argument of the full event each one is
/// @param paramSlots for each param, the index of the argument in [Function#type]
/// @param captures CAPTURE locals in the order of [Expr.Lambda#captured]; empty but for lambdas
/// @param priority from `&priority`, 0 if not given
/// @param groups names of the event groups that it belongs to (`&group`), without its module
/// @param module the module whose code this is, which is an event group too; `GLOBAL` for none
public record Body(
    List<Local> params,
    List<Integer> paramSlots,
    List<Local> captures,
    Stmt code,
    int priority,
    List<String> groups,
    String module,
    Span span) {}
