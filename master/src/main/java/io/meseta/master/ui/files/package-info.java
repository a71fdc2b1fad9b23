/** Files of agents for the page, which talks to nobody but the master. */
package io.meseta.master.ui.files;
