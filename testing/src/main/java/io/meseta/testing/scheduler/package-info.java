/** Schedulers that do what schedulers do, well and badly. */
package io.meseta.testing.scheduler;
