/** What can be seen of a running simulation by those who check it. */
package io.meseta.testing.observe;
