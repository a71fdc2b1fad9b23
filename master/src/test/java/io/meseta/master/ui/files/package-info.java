/** Files of agents through the master. */
package io.meseta.master.ui.files;
