/**
 * A mark in a picture that people do not see and that survives storing, enlarging and cutting. In goes the luma of a picture as plain numbers; out
 * comes what to add to it, or what was found in it. Start reading at {@code Watermark}.
 */
package dev.ganvas.image.watermark;
