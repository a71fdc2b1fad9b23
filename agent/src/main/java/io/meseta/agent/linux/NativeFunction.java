package io.meseta.agent.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A function of libc whose arguments are integers and pointers.
 *
 * <p>All functions are called through one and the same shape, six machine words in and one out: the
 * calling conventions of 64-bit Linux pass surplus arguments harmlessly, and linking one shape
 * instead of ten saves a fresh JVM most of its start-up time.
 */
@SuppressWarnings("restricted") // calling C is what this class is for
final class NativeFunction {

  private static final int WORDS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private final MemorySegment address;

  private NativeFunction(MemorySegment address) {
    this.address = address;
  }

  /** Finds a function that every libc has. */
  static NativeFunction named(String name) {
    NativeFunction function = find(name);
    if (function == null) {
      throw new UnsupportedOperationException("this libc has no " + name);
    }
    return function;
  }

  /** Finds a function that an old or other libc may lack; null then. */
  static @Nullable NativeFunction find(String name) {
    return LINKER.defaultLookup().find(name).map(NativeFunction::new).orElse(null);
  }

  /** Calls the function, ignoring errno; for functions that return an int, take the low half. */
  long call(long... arguments) {
    return result(arguments).value();
  }

  /** Calls the function and captures errno. */
  Result result(long... arguments) {
    long[] words = new long[WORDS];
    System.arraycopy(arguments, 0, words, 0, arguments.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long value =
          (long)
              CALL.invokeExact(
                  address, state, words[0], words[1], words[2], words[3], words[4], words[5]);
      return new Result(value, (int) ERRNO.get(state, 0L));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // invokeExact declares it, a downcall has none
    }
  }

  /** Address of a C string that lives as long as {@code arena}. */
  static long text(Arena arena, String value) {
    return arena.allocateFrom(value).address();
  }

  /** Address of a null-terminated array of C strings. */
  static long texts(Arena arena, Iterable<String> values, int count) {
    MemorySegment array = arena.allocate(ADDRESS, count + 1L);
    int index = 0;
    for (String value : values) {
      array.setAtIndex(ADDRESS, index++, arena.allocateFrom(value));
    }
    return array.address();
  }

  /**
   * What a call gave.
   *
   * @param value the returned machine word
   * @param errno meaningful if the function says so
   */
  record Result(long value, int errno) {

    /** The value as an int. */
    int number() {
      return (int) value;
    }
  }
}
