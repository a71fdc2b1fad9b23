/** Where the registry is kept: what a master must not forget (Mesos reference §6.2). */
package io.meseta.master.storage;
