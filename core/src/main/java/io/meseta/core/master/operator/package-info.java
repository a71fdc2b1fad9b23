/** What operators have said of roles, agents and machines; each changes by events alone. */
package io.meseta.core.master.operator;
