/**
 * Whether generated pictures are copies of training pictures, or of each other. Start reading at
 * {@link dev.ganvas.evaluate.originality.Memorisation}.
 */
package dev.ganvas.evaluate.originality;
