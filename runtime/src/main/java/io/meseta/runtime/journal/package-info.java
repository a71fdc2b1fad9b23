/**
 * The append-only journal: groups of records made durable together, snapshots, recovery after a
 * crash.
 */
package io.meseta.runtime.journal;
