/** Inverse offers: how frameworks are asked to make room before a maintenance (§9.7). */
package io.meseta.core.master.inverse;
