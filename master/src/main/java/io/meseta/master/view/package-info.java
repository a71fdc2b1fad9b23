/** The v0 endpoints of the master, rendered from snapshots (Mesos reference §4.1, §4.3). */
package io.meseta.master.view;
