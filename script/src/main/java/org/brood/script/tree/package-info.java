/// The checked tree: what the checker hands to code generation.
///
/// Everything is resolved here: names are objects ([Local], [Global], [Function]), every conversion
/// is a node ([Expr.Coerce]), operators have operands of one type, compound assignments and
/// `add`/`delete` are nodes of their own. Code generation asks no questions: a tree that the
/// checker made is right.
///
/// Only `org.brood.script.check` builds trees.
@NullMarked
package org.brood.script.tree;

import org.jspecify.annotations.NullMarked;
