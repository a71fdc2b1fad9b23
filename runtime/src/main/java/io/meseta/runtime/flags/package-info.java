/**
 * Command-line flags as Mesos has them: declared in a table, read from arguments, files and the
 * environment.
 */
package io.meseta.runtime.flags;
