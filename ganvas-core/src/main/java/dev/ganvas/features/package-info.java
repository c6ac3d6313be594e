/**
 * The extractor that generation and recognition share: networks that turn pictures into numbers. Start reading at
 * {@link dev.ganvas.features.FeatureExtractor}.
 */
package dev.ganvas.features;
