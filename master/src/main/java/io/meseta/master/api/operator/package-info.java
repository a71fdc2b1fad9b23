/** The operator API v1 of the master: what its calls must hold, and what they get (§3.1). */
package io.meseta.master.api.operator;
