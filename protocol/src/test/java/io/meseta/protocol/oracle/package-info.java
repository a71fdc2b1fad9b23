/** Our messages against the classes of Apache Mesos 1.11. */
package io.meseta.protocol.oracle;
