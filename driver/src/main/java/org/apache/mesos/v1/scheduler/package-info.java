/** Mesos' API for schedulers that speak the v1 scheduler API themselves. */
package org.apache.mesos.v1.scheduler;
