/** The master's end of the libprocess protocol with agents (Mesos reference §5). */
package io.meseta.master.libprocess;
