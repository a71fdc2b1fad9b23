/** Logging of the daemons, configured in code: quiet, one line per message, on standard error. */
package io.meseta.runtime.log;
