/**
 * One network, trained by one process and by several together, in Ganvas and in PyTorch. In: names of networks. Out: pictures a
 * second, the share of time in the exchange of gradients, and what more machines would do, on paper.
 *
 * <p>Start reading at {@link dev.ganvas.bench.ranks.RanksCommand}.
 */
package dev.ganvas.bench.ranks;
