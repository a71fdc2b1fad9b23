/** Compares what we say on the wire with recordings of Mesos, and with our own ledger. */
package io.meseta.e2e.wire;
