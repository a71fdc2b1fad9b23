/** Mesos' API for small durable state of a framework: variables with versions. */
package org.apache.mesos.state;
