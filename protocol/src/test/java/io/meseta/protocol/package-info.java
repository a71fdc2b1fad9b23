/** What the tests of all codecs share. */
package io.meseta.protocol;
