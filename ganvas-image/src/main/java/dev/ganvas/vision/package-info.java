/**
 * What a network does to pictures, as small neutral interfaces that every implementation, whatever runs it, fulfils. Start reading
 * at {@link dev.ganvas.vision.Restorer} or {@link dev.ganvas.vision.Classifier}.
 */
package dev.ganvas.vision;
