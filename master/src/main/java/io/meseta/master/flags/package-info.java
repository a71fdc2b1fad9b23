/** The flags of the master, with the names, defaults and meanings that they have in Mesos. */
package io.meseta.master.flags;
