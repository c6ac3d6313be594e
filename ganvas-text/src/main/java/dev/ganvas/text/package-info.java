/**
 * Text in photographs: found, set upright and read, with a confidence for each character, by the PP-OCR networks of a Maven artifact. In:
 * pictures. Out: {@code TextLine}s. Nothing is fetched. Start reading at {@link dev.ganvas.text.TextReader}.
 */
package dev.ganvas.text;
