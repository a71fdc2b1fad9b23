/** What operators say of the maintenance of machines, carried out (Mesos reference §12.9). */
package io.meseta.core.master.maintenance;
