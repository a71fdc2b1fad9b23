package org.apache.mesos.state;

import io.meseta.driver.state.FileEntries;
import java.nio.file.Path;

/**
 * A state in a directory of this machine. The name is Mesos'; the files are Meseta's own, and a
 * directory that holds a LevelDB is refused.
 */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class LevelDBState extends AbstractState {
  /** A state in the directory {@code path}, which is made when it is needed. */
  public LevelDBState(String path) {
    initialize(path);
  }

  /** Called by the constructor. */
  protected void initialize(String path) {
    keepIn(new FileEntries(Path.of(path)));
  }
}
