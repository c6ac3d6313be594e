/** The DCGAN-64 step in Deeplearning4j over its native CPU backend. */
package dev.ganvas.peers.dl4j;
