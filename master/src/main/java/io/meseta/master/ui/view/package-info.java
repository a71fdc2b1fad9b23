/** What the pages of the web UI show, rendered from a snapshot: rows, details, search. */
package io.meseta.master.ui.view;
