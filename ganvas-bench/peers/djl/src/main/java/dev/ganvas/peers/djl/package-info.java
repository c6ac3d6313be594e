/** The DCGAN-64 step in DJL (Deep Java Library) over its PyTorch engine. */
package dev.ganvas.peers.djl;
