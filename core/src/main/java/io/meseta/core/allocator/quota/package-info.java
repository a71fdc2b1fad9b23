/** Guarantees and limits of roles, and the vectors of amounts in which they are kept. */
package io.meseta.core.allocator.quota;
