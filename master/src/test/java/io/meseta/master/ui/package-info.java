/** What the web UI serves. */
package io.meseta.master.ui;
