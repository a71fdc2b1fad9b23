/** Forwarding of requests to another daemon, bodies streamed through. */
package io.meseta.runtime.http.client;
