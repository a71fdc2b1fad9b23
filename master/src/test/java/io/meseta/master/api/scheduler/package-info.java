/** Tests of the scheduler API's adapter. */
package io.meseta.master.api.scheduler;
