/** Launching tasks, following their states, and telling frameworks. */
package io.meseta.core.master.tasks;
