/** What every simulated thing stands on: time, chance, lives, and a record of what happened. */
package io.meseta.testing.world;
