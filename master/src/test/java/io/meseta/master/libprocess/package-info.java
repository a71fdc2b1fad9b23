/** Tests of what agents and drivers say to the master, and it to them. */
package io.meseta.master.libprocess;
