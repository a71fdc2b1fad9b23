/** What a measurement says: percentiles, the machine it ran on, a table in Markdown. */
package io.meseta.bench.report;
