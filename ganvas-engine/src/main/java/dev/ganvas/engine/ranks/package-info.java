/**
 * Several processes that train one network together, each a part of every batch.
 *
 * <p>A {@link dev.ganvas.engine.ranks.RankPlace} says who this process is among them, in the words of the environment that
 * torchrun made common. {@link dev.ganvas.engine.ranks.Ranks#join} brings them together and refuses those that are of another
 * version. What they share is a {@link dev.ganvas.engine.nn.Collective}. Start reading at {@code Ranks}.
 */
package dev.ganvas.engine.ranks;
