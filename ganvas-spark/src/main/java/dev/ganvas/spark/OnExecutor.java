package dev.ganvas.spark;

import java.io.Serializable;

/**
 * Makes settings where they are used: settings of the library cannot be sent over the network, but a lambda that makes them can.
 *
 * @param <T> what it makes, equal each time, with a {@code toString} that tells all of it, as records have
 */
@FunctionalInterface
public interface OnExecutor<T> extends Serializable {
    /** What is made. */
    T make();
}
