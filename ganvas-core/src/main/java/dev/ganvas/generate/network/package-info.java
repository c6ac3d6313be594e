/**
 * The networks of generators and discriminators. Start reading at {@link dev.ganvas.generate.network.Architecture}.
 */
package dev.ganvas.generate.network;
