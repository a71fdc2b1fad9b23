/**
 * Who of those that share the cluster comes first: the tree of roles, its frameworks, and chance.
 */
package io.meseta.core.allocator.share;
