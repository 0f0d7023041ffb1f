package org.brood.script.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.brood.script.value.Func;
import org.jspecify.annotations.Nullable;

/// A waiting `when` statement. Its condition is tried when it starts and after each round of
/// events.
///
/// Calls inside of the condition may have to wait for an answer themselves (`lookup_addr`, a
/// function with `return when`). Each such call has a number; its answer is kept, and the next try
/// takes it from here.
public final class Trigger {
  private static final Object NO_VALUE = new Object();

  /// Takes the answer that a call waited for.
  @FunctionalInterface
  public interface Waiter {
    void answer(@Nullable Object value);
  }

  private final Runtime rt;
  private final Func condition;
  private final Func body;
  private final @Nullable Func timeoutBody;
  private final @Nullable Waiter result;
  private final Map<Integer, Object> answers = new HashMap<>();
  private final Set<Integer> asked = new HashSet<>();
  private boolean done;
  private boolean failed;
  private boolean running;
  private int call = -1;

  Trigger(
      Runtime rt, Func condition, Func body, @Nullable Func timeoutBody, @Nullable Waiter result) {
    this.rt = rt;
    this.condition = condition;
    this.body = body;
    this.timeoutBody = timeoutBody;
    this.result = result;
  }

  boolean isDone() {
    return done;
  }

  /// Tells that the call with this number begins; generated code does so for calls inside of a
  /// condition.
  ///
  /// @throws Delayed if it was asked before and its answer has not come
  public void enter(int number) {
    if (asked.contains(number)) {
      throw Delayed.INSTANCE;
    }
    call = number;
  }

  /// Whether the call with this number has its answer.
  public boolean hasAnswer(int number) {
    return answers.containsKey(number);
  }

  public @Nullable Object answer(int number) {
    Object value = answers.get(number);
    return value == NO_VALUE ? null : value;
  }

  /// Who is to be told the answer of the call that runs now.
  public Waiter waiter() {
    int number = call;
    asked.add(number);
    return value -> {
      asked.remove(number);
      answers.put(number, value == null ? NO_VALUE : value);
      if (!running) {
        evaluate();
      }
    };
  }

  void evaluate() {
    if (done || running) {
      return;
    }
    Trigger around = rt.evaluating();
    rt.evaluating(this);
    running = true;
    boolean holds;
    try {
      holds = Boolean.TRUE.equals(condition.call());
    } catch (Delayed | NoValue _) {
      return;
    } catch (StopRequested stop) {
      throw stop;
    } catch (RuntimeException failure) {
      // The condition may make sense later; the same error is not told again and again.
      if (!failed) {
        failed = true;
        rt.failed(failure);
      }
      return;
    } catch (StackOverflowError e) {
      done = true;
      rt.overflowed();
      return;
    } finally {
      running = false;
      rt.evaluating(around);
    }
    if (holds) {
      finish(body);
    }
  }

  void timeOut() {
    if (!done) {
      if (timeoutBody == null) {
        done = true;
        if (result != null) {
          result.answer(null);
        }
      } else {
        finish(timeoutBody);
      }
    }
  }

  private void finish(Func last) {
    done = true;
    Trigger around = rt.evaluating();
    rt.evaluating(null);
    try {
      Object value = last.call();
      if (result != null) {
        result.answer(value);
      }
    } catch (RuntimeException failure) {
      rt.failed(failure);
    } catch (StackOverflowError e) {
      rt.overflowed();
    } finally {
      rt.evaluating(around);
    }
  }
}
