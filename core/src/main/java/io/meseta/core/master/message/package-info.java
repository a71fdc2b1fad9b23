/** What the master says to schedulers and agents, as messages. */
package io.meseta.core.master.message;
