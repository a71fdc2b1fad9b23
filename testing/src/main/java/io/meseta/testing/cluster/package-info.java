/** Who is in a simulated cluster, as faults and invariants see them. */
package io.meseta.testing.cluster;
