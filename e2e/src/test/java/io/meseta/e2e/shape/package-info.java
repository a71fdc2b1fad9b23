/** The shape of the source tree, kept by tests: sizes, names, dependencies. */
package io.meseta.e2e.shape;
