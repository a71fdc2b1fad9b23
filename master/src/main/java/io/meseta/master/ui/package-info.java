/** The web UI: its files, its JSON endpoints, and the stream that says what changed. */
package io.meseta.master.ui;
