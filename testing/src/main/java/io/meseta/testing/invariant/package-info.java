/** What must hold in every cluster at every time, one class for each. */
package io.meseta.testing.invariant;
