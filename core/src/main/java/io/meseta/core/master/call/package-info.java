/** What schedulers and operators ask for, one handler per call. */
package io.meseta.core.master.call;
