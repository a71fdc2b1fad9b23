package io.meseta.runtime.journal;

/**
 * Hears from a journal's own thread what became of the records. Must return quickly and never
 * throw.
 */
public interface JournalListener {

  /** Every record up to this position is durable now. */
  void durable(long position);

  /** The storage failed; nothing more will become durable. Said at most once. */
  void failed(Throwable cause);
}
