package io.meseta.testing.daemon;

import io.meseta.testing.network.Network;
import io.meseta.testing.observe.Observer;
import io.meseta.testing.world.World;

/**
 * Where daemons run.
 *
 * @param observer sees everything that happens
 * @param wiring how daemons are put together
 */
public record Site(World world, Network network, Observer observer, Wiring wiring) {}
