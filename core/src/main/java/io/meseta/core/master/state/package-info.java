/** The master's state and the one place where events change it. */
package io.meseta.core.master.state;
