/**
 * Damage to pictures as a pure function of a seed. Start reading at {@link dev.ganvas.image.degrade.Degradation}.
 */
package dev.ganvas.image.degrade;
