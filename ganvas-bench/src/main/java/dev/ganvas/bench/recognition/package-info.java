/**
 * Recognising picture files: how much of the time goes into the network.
 *
 * <p>Start reading at {@link dev.ganvas.bench.recognition.RecognitionCommand}.
 */
package dev.ganvas.bench.recognition;
