package io.meseta.runtime.loop;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue in front of the loop. Besides commands it knows one thing more, a wake-up call:
 * it ends the loop's wait without taking a slot, so journal, timers and readers get through however
 * full the queue is.
 */
final class CommandQueue<C> {

  private final int capacity;
  private final ArrayDeque<C> commands = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somethingToDo = lock.newCondition();
  private final Condition room = lock.newCondition();
  private boolean woken;
  private boolean closed;

  CommandQueue(int capacity) {
    this.capacity = capacity;
  }

  Submission offer(C command) {
    lock.lock();
    try {
      if (closed) {
        return Submission.STOPPED;
      }
      if (commands.size() >= capacity) {
        return Submission.FULL;
      }
      add(command);
      return Submission.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  Submission put(C command) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && commands.size() >= capacity) {
        room.await();
      }
      if (closed) {
        return Submission.STOPPED;
      }
      add(command);
      return Submission.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private void add(C command) {
    commands.addLast(command);
    if (commands.size() == 1) {
      somethingToDo.signal();
    }
  }

  /** Ends the present or the next wait of the loop. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      somethingToDo.signal();
    } finally {
      lock.unlock();
    }
  }

  /** No more commands; those already here can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
      somethingToDo.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for commands, a wake-up call or the end of the time, then moves at most {@code limit}
   * commands.
   *
   * @param limit 0 to wait for a wake-up call alone
   * @return how many commands stay behind
   */
  int take(Collection<? super C> batch, int limit, long waitNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (!woken && left > 0 && (limit == 0 || (commands.isEmpty() && !closed))) {
        left = somethingToDo.awaitNanos(left);
      }
      woken = false;
      moveInto(batch, limit);
      return commands.size();
    } finally {
      lock.unlock();
    }
  }

  private void moveInto(Collection<? super C> batch, int limit) {
    for (int moved = 0; moved < limit && !commands.isEmpty(); moved++) {
      batch.add(commands.removeFirst());
    }
    if (!batch.isEmpty()) {
      room.signalAll();
    }
  }

  /** Whether it is closed and nothing is left. */
  boolean isDrained() {
    lock.lock();
    try {
      return closed && commands.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return commands.size();
    } finally {
      lock.unlock();
    }
  }
}
