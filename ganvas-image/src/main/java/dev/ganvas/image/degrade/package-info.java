/**
 * Damage to pictures as a pure function of a seed. Start reading at {@link dev.ganvas.image.degrade.Corruption}.
 */
package dev.ganvas.image.degrade;
