/** The {@code meseta} command: daemons, the one-process dev cluster, the hello framework. */
package io.meseta.cli;
