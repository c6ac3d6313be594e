/** Weights in files: safetensors, and the weights of others, of which nothing is ever run. */
package dev.ganvas.engine.io;
