/**
 * HTTP/1.1 as the v1 APIs use it: a long chunked answer that can be cut off, and pipelined calls.
 */
package io.meseta.driver.http;
