/**
 * Libprocess messages between daemons, drivers and executors, over sockets (Mesos reference §5).
 */
package io.meseta.runtime.libprocess;
