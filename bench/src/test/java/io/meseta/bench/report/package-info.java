/** Tests of the arithmetic behind every figure. */
package io.meseta.bench.report;
