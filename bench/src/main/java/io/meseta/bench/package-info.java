/** The command of the measurements: {@code bench/run}. */
package io.meseta.bench;
