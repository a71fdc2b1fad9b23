/** What the pages show of a seeded cluster. */
package io.meseta.master.ui.view;
