package io.meseta.bench.allocation;

import com.sun.management.ThreadMXBean;
import io.meseta.bench.report.Sample;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Single shots, each on what was prepared for it. Time is that of the thread on a core, so that a
 * busy machine measures much the same; bytes are those that the thread allocates in a shot.
 */
record Shots(Sample nanos, long bytesEach) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is prepared is not measured; the same may be given for each shot. */
  static <T> Shots of(int count, Supplier<T> prepare, Consumer<T> shot) {
    long[] nanos = new long[count];
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      T prepared = prepare.get();
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      shot.accept(prepared);
      nanos[i] = THREADS.getCurrentThreadCpuTime() - start;
      bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    }
    return new Shots(Sample.of(nanos), bytes / count);
  }
}
