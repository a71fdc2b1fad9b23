/** What the master core understands, remembers and says: commands, events, effects, settings. */
package io.meseta.core.master;
