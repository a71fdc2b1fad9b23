/** The master core itself: one command in, one step out. */
package io.meseta.core.master.machine;
