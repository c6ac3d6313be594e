/**
 * Damage to pictures as a pure function of a seed: noise, blurs, JPEG, reduction, holes, marks of age, wrong tones, and chains of
 * these. In come a clean picture and a seed, out comes what a camera, a codec or time would have made of it. Start reading at
 * {@link dev.ganvas.image.degrade.Degradation}; {@link dev.ganvas.image.degrade.Sequence} and
 * {@link dev.ganvas.image.degrade.OneOf} put kinds together.
 */
package dev.ganvas.image.degrade;
