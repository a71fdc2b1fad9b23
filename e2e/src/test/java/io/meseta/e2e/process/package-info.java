/** Whole-system tests on real processes, started from the archive as a user starts them. */
package io.meseta.e2e.process;
