/**
 * Colour and light made better by rule: deterministic operators with a strength, which look at a picture's rows, then change them, so
 * that pictures of any size are changed in little memory. In go sRGB planes of 1 or 3 channels, out come the same, not rounded. Strength 0 is the identity to the bit, and what is exactly grey stays exactly grey (but under a lookup
 * table, which does what it says). Start reading at {@link dev.ganvas.image.tone.ToneOperator}.
 */
package dev.ganvas.image.tone;
