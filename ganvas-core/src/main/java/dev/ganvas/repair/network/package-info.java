/**
 * Networks that restore, and how far each of them sees. Start reading at {@link dev.ganvas.repair.network.RestorationNetwork}.
 */
package dev.ganvas.repair.network;
