/**
 * How a generator and a discriminator learn from each other: recipe, objective, step, and when to stop. Start reading at
 * {@link dev.ganvas.generate.learn.GanSettings}, then {@link dev.ganvas.generate.learn.GanStep}.
 */
package dev.ganvas.generate.learn;
