/** The HTTP/1.1 server on Netty; no Netty type gets out of here. */
package io.meseta.runtime.http.server;
