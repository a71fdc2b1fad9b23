/** The v0 dialect: old names and the three messages that v1 renumbered (Mesos reference §0.1). */
package io.meseta.protocol.v0;
