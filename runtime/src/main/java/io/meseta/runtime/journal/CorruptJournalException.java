package io.meseta.runtime.journal;

import java.io.IOException;

/**
 * A record that had been durable cannot be read any more. The message names the file and the
 * offset.
 */
public final class CorruptJournalException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * Says where and what.
   *
   * @param file name of the file inside the journal's directory
   * @param offset of the first byte that cannot be read
   * @param problem what is wrong there
   */
  public CorruptJournalException(String file, long offset, String problem) {
    super("journal file " + file + " is damaged at offset " + offset + ": " + problem);
  }
}
