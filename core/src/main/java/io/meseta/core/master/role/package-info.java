/** What operators say of roles, quota and weights, carried out (Mesos reference §9.1, §9.3). */
@NullMarked
package io.meseta.core.master.role;

import org.jspecify.annotations.NullMarked;
