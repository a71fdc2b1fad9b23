/** What a framework is able to take, and which agents it wants. */
package io.meseta.core.allocator.traits;
