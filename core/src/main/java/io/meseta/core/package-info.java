/** What both cores share: the step contract, identifiers, numbers. */
package io.meseta.core;
