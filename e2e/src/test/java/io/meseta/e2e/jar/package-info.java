/** Released frameworks against the jars that replace {@code org.apache.mesos:mesos}. */
package io.meseta.e2e.jar;
