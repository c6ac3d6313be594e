/** What changes parameters: Adam, and the averages kept beside them. */
package dev.ganvas.engine.optim;
