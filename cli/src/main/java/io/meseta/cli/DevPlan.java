package io.meseta.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a dev cluster shall be.
 *
 * @param agents how many agents
 * @param port the master's port, 0 for any; the next free one is taken if it is not
 * @param resources what each agent offers, in the text form of {@code --resources}
 * @param state where to keep the state, or empty for nowhere
 */
record DevPlan(int agents, int port, String resources, Optional<Path> state) {}
