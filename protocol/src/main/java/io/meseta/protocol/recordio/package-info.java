/** RecordIO: how a stream of messages is cut into records (Mesos reference §0.3). */
package io.meseta.protocol.recordio;
