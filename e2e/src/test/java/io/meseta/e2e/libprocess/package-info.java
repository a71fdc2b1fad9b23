/** Scheduler drivers of v0, played over sockets, and what our master and agent say to them. */
package io.meseta.e2e.libprocess;
