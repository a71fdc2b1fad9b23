/** Measurements inside one process: the cores, the event loop and the journal without sockets. */
package io.meseta.bench.inside;
