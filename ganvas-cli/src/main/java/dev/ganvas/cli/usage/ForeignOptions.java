package dev.ganvas.cli.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What people type who come from other programs, and what it is called here. */
final class ForeignOptions {
    private static final Map<String, Hint> HINTS = new LinkedHashMap<>();

    static {
        hint("the same command again continues a run.", "--out", "--resume", "--continue", "--resume-from", "--ckpt");
        hint("it is called --learning-rate.", "--learning-rate", "--lr", "--glr", "--dlr", "--learning_rate");
        hint(
                "--images COUNT or --budget TIME says how long to train.",
                "--budget",
                "--epochs",
                "--epoch",
                "--n_epochs",
                "--iterations",
                "--num-iterations",
                "--kimg",
                "--max-steps",
                "--num-train-steps");
        hint("it is called --batch.", "--batch", "--batch-size", "--batch_size", "--batchSize", "--bs");
        hint(
                "--device cuda computes on a card, --device cpu on the processor; without it, a card is taken where there is one.",
                "--device",
                "--gpu",
                "--gpus",
                "--gpu-id",
                "--gpu_ids",
                "--cuda",
                "--no-cuda",
                "--use-gpu",
                "--ngpu",
                "--num-gpus",
                "--multi-gpus");
        hint(
                "--device cpu computes on the processor; a card's cores need no number.",
                "--device",
                "--cpu",
                "--use-cpu");
        hint("TF32 is set for all verbs: cuda.tf32 in ganvas.yaml.", "--device", "--tf32", "--allow-tf32");
        hint(
                "pictures are decoded once, by all processors; --threads says how many threads train.",
                "--threads",
                "--workers",
                "--num-workers",
                "--num_workers");
        hint("it is called --size.", "--size", "--image-size", "--image_size", "--img_size", "--resolution", "--res");
        hint(
                "it is called --out.",
                "--out",
                "--output",
                "--outdir",
                "--output-dir",
                "--results-dir",
                "--save-dir",
                "-o");
        hint("it is called --truncation.", "--truncation", "--trunc", "--psi");
        hint("it is called --seed, and -n says how many pictures it names.", "--seed", "--seeds");
        hint("precision is chosen by measuring; --precision bf16 insists.", "--precision", "--fp16", "--amp", "--bf16");
        hint(
                "name it without an option, as the help shows.",
                "",
                "--data",
                "--dataset",
                "--dataroot",
                "--network",
                "--pkl");
    }

    private ForeignOptions() {}

    /** @param here the option that the hint is about; "" when it helps with every verb */
    private record Hint(String here, String words) {}

    private static void hint(String words, String here, String... foreign) {
        for (String name : foreign) {
            HINTS.put(name, new Hint(here, words));
        }
    }

    /** What to say of arguments that {@code verb} does not know; empty when they are no one's habit, or the verb has no such thing. */
    static Optional<String> hint(CommandSpec verb, List<String> unknown) {
        return unknown.stream()
                .map(argument -> argument.replaceFirst("=.*", ""))
                .filter(HINTS::containsKey)
                .filter(name -> HINTS.get(name).here().isEmpty()
                        || verb.optionsMap().containsKey(HINTS.get(name).here()))
                .findFirst()
                .map(name -> name + ": " + HINTS.get(name).words());
    }
}
