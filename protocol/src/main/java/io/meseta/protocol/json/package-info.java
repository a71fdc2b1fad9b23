/** Messages as JSON, the way Mesos reads and writes it (Mesos reference §0.2). */
package io.meseta.protocol.json;
