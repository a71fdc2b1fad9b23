/** What both cores and those who drive them share: the step contract and the identifiers. */
package io.meseta.core;
