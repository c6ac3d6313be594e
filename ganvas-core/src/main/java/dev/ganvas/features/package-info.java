/**
 * The extractor that generation and recognition share: networks that turn pictures into numbers. Start reading at
 * {@link dev.ganvas.vision.Embedder}.
 */
package dev.ganvas.features;
