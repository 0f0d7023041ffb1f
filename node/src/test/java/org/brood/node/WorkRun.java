package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.brood.script.codegen.CompiledProgram;

/// The engine with the default scripts, loaded by [WorkLoader]: takes a capture, gives how many
/// bytes of memory were asked for.
public final class WorkRun implements Function<Path, Long> {
  private final CompiledProgram.Loaded program;
  private final Path folder;

  /// @param folder for logs and the compiled program
  public WorkRun(Path folder) {
    this.folder = folder;
    this.program = EngineRun.program(folder.resolve("cache"), List.of());
  }

  @Override
  public Long apply(Path trace) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    EngineRun run = EngineRun.of(program, List.of(trace.toString()), folder, "1 ".repeat(21));
    assertThat(run.code()).as(run.messages()).isZero();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
