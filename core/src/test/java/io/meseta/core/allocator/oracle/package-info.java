/** A second allocator, written for clarity alone, to be compared with the one that is used. */
package io.meseta.core.allocator.oracle;
