/**
 * The libprocess envelope: addresses and framing of driver and agent messages (Mesos reference
 * §5.1).
 */
package io.meseta.protocol.libprocess;
