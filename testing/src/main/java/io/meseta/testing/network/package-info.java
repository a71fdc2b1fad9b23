/** The network between simulated machines: connections that delay, break, lose and repeat. */
package io.meseta.testing.network;
