/** The daemons and schedulers of a simulation, as faults and invariants see them. */
package io.meseta.testing.cluster;
