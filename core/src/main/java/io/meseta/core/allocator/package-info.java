/** Who is offered what next: fair shares, refusals and suppressions, kept up to date by changes. */
package io.meseta.core.allocator;
