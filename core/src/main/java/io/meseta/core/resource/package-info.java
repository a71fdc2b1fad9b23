/** Resource arithmetic in fixed-point thousandths, and the text forms of resources. */
package io.meseta.core.resource;
