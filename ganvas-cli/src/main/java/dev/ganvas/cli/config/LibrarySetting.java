package dev.ganvas.cli.config;

import java.util.Arrays;
import java.util.Optional;

/** What the library itself reads from system properties and the environment, under names of its own. */
enum LibrarySetting {
    LABEL_PROFILE("label.profile", "ganvas.label", "GANVAS_LABEL", "Profile of labels on generated pictures."),
    LABEL_PRODUCER(
            "label.producer",
            "ganvas.label.producer",
            "GANVAS_LABEL_PRODUCER",
            "Name or code of who generates, for labels."),
    LABEL_KEY("label.key", "ganvas.label.key", "GANVAS_LABEL_KEY", "File of the key that signs labels."),
    LABEL_TEXT(
            "label.text", "ganvas.label.text", "GANVAS_LABEL_TEXT", "Words that are written into generated pictures."),
    LABEL_WATERMARK(
            "label.watermark",
            "ganvas.label.watermark",
            "GANVAS_LABEL_WATERMARK",
            "Number of an invisible mark in generated pictures, or 'producer'."),
    MODELS_FOLDER("models.folder", "ganvas.models", "GANVAS_MODELS", "Folder of fetched models."),
    MODELS_CATALOGUE(
            "models.catalogue",
            "ganvas.models.catalogue",
            "GANVAS_MODELS_CATALOGUE",
            "A list of models of your own, beside the built-in one."),
    DEVICE("device", "ganvas.device", "GANVAS_DEVICE", "Where networks compute: auto, cpu, cuda or cuda:1."),
    CUDA_TF32(
            "cuda.tf32",
            "ganvas.cuda.tf32",
            "GANVAS_CUDA_TF32",
            "Whether a card may round fp32 products to TF32: true or false."),
    CUDA_DETERMINISTIC(
            "cuda.deterministic",
            "ganvas.cuda.deterministic",
            "GANVAS_CUDA_DETERMINISTIC",
            "Whether a card computes the same bits every time: true or false."),
    CACHE("cache", "ganvas.cache", "GANVAS_CACHE", "Folder of decoded pictures.");

    private final String key;
    private final String property;
    private final String variable;
    private final String about;

    LibrarySetting(String key, String property, String variable, String about) {
        this.key = key;
        this.property = property;
        this.variable = variable;
        this.about = about;
    }

    static Optional<LibrarySetting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    String key() {
        return key;
    }

    String property() {
        return property;
    }

    String variable() {
        return variable;
    }

    String about() {
        return about;
    }
}
