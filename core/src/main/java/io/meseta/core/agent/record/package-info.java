/** What an agent has to remember, as events and as the records of its journal. */
package io.meseta.core.agent.record;
