/** RecordIO framing. */
package io.meseta.protocol.recordio;
