/** The operations of an ACCEPT: one class each, applied in order to what the offers hold. */
package io.meseta.core.master.operation;
