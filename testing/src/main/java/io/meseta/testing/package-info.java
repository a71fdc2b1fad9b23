/**
 * A whole cluster on virtual time in one thread, for tests: {@link io.meseta.testing.Simulation}.
 */
package io.meseta.testing;
