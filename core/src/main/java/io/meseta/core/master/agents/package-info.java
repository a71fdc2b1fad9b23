/** Agents coming, going, reporting and falling silent. */
package io.meseta.core.master.agents;
