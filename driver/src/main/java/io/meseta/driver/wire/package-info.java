/**
 * The protobuf wire format, just as much as the Call and Event envelopes need. It exists so that
 * the driver never names a class of protobuf and runs beside whatever version an application has.
 */
package io.meseta.driver.wire;
