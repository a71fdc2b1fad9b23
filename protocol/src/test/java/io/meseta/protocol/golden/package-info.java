/** Every recorded body decodes and encodes back to what was recorded. */
package io.meseta.protocol.golden;
