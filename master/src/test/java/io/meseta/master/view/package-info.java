/** Tests of the v0 endpoints. */
package io.meseta.master.view;
