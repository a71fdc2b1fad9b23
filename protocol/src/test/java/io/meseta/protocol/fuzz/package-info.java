/** Whatever bytes come in, only the declared exception comes out. */
package io.meseta.protocol.fuzz;
