package dev.ganvas.bench.recognition;

/**
 * How fast picture files become answers as JSON, beside the network alone. Rates are medians of rounds that took turns.
 *
 * @param data name of the folder, without where it lies
 * @param pictures files in it
 * @param model name of the classifier
 * @param threads that the network has
 * @param filesPerS files read, decoded, resized, recognised and written as JSON, a second
 * @param networkPerS pictures a second of the network alone, on decoded pictures of its size
 * @param onnxPerS the same by ONNX Runtime, on the same pictures; 0 where it was not run
 */
record RecognitionResult(
        String data, int pictures, String model, int threads, double filesPerS, double networkPerS, double onnxPerS) {
    static final String KIND = "recognition";

    /** Part of the time that does not go into the network, 0 to 1; below 0 by chance. */
    double loss() {
        return 1 - filesPerS / networkPerS;
    }
}
