package dev.ganvas.generate.learn;

import dev.ganvas.engine.nn.ConvolutionTape;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.LabelledPictures;
import dev.ganvas.generate.network.ClassLogits;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One batch's way through a step: what the discriminator, then the generator, would learn from it. Used by one thread; what
 * is computed for the discriminator is kept for the generator, until {@link #end()}.
 */
final class Shard implements AutoCloseable {
    /** Name of a figure: {@link ClassCertainty#surprise}. */
    static final String SURPRISE = "surprise";

    /** Name of a figure: what the discriminator's objective, without classes and penalties, came to. */
    static final String DISCRIMINATOR_LOSS = "loss_d";

    private final Recipe.Contest contest;
    private final Objective objective;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private Scope scope;
    private Tensor fake;
    private Tensor realLogits;
    private Situation situation;

    /** Of this batch; empty when a penalty differentiates gradients once more, which a tape's cannot be. */
    private Optional<ConvolutionTape> tape = Optional.empty();

    /**
     * What a batch is seen in.
     *
     * @param labels of the batch's pictures, real and generated, present exactly with classes
     * @param certainty weight of the class in the contest
     * @param penalised whether this step carries the penalty
     */
    record Situation(Optional<Tensor> labels, double certainty, boolean penalised) {}

    /**
     * What a network would learn.
     *
     * @param gradients of its parameters, in their order; good until {@link Shard#end()}
     */
    record Pass(List<Tensor> gradients, Map<String, Double> figures) {
        /** Euclidean length of all gradients together. */
        double gradientNorm() {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                double sum = 0;
                for (Tensor gradient : gradients) {
                    double length = gradient.norm().item();
                    sum += length * length;
                }
                return Math.sqrt(sum);
            }
        }
    }

    Shard(Recipe.Contest contest, GeneratorNetwork generator, DiscriminatorNetwork discriminator) {
        this.contest = contest;
        this.objective = contest.objective().objective();
        this.generator = generator;
        this.discriminator = discriminator;
    }

    GeneratorNetwork generator() {
        return generator;
    }

    DiscriminatorNetwork discriminator() {
        return discriminator;
    }

    /** From now on the shard owns all tensors that its thread makes, until {@link #end()}. */
    void begin() {
        scope = Scope.open();
    }

    /**
     * The discriminator's pass.
     *
     * @param pixels real, as the discriminator is to see them
     * @param latent as many
     * @param shown changes generated pictures as the real ones were
     */
    Pass discriminatorPass(Tensor pixels, Tensor latent, UnaryOperator<Tensor> shown, Situation now) {
        situation = now;
        if (!now.penalised()) {
            tape = Optional.of(ConvolutionTape.open());
        }
        Optional<Tensor> labels = now.labels();
        fake = shown.apply(generator.forward(latent, labels));
        DiscriminatorNetwork.Verdict onReal = discriminator.verdict(pixels);
        realLogits = onReal.logits(labels, now.certainty());
        DiscriminatorNetwork.Verdict onFake = discriminator.verdict(fake.detach());
        Tensor loss = objective.discriminatorLoss(realLogits, onFake.logits(labels, now.certainty()));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(DISCRIMINATOR_LOSS, loss.item());
        if (contest.classWeight() > 0 && labels.isPresent()) {
            ClassLogits seen = onReal.classes().orElseThrow();
            Tensor classLoss = seen.lossOnReal(labels.get())
                    .add(onFake.classes().orElseThrow().lossOnGenerated(labels.get()));
            figures.put("loss_class", classLoss.item());
            loss = loss.add(classLoss.mul(contest.classWeight()));
        }
        if (labels.isPresent()) {
            figures.put(SURPRISE, ClassCertainty.surprise(onReal.classes().orElseThrow(), labels.get()));
        }
        if (now.penalised()) {
            UnaryOperator<Tensor> logits = x -> discriminator.verdict(x).logits(labels, now.certainty());
            Tensor penalty =
                    contest.penalty().at(logits, pixels).add(contest.penalty().at(logits, fake));
            figures.put("penalty", penalty.item());
            loss = loss.add(penalty);
        }
        return new Pass(gradients(loss, discriminator), figures);
    }

    /**
     * The generator's pass: the same fakes once more, before the discriminator as it is now. The real logits are those from
     * before its step: they only weigh the pairs, and computing them again would cost a forward pass.
     */
    Pass generatorPass() {
        Tensor logits = discriminator.verdict(fake).logits(situation.labels(), situation.certainty());
        Tensor loss = objective.generatorLoss(realLogits.detach(), logits);
        return new Pass(gradients(loss, generator), Map.of("loss_g", loss.item()));
    }

    private List<Tensor> gradients(Tensor loss, ParameterTree network) {
        return tape.isPresent()
                ? tape.get().gradients(loss, network.parameters())
                : Autograd.gradients(loss, network.parameters());
    }

    /** The real logits of the batch, without a graph. */
    Tensor realLogits() {
        return realLogits.detach();
    }

    /** What the discriminator, as it is now, makes of other pictures. */
    Tensor logits(LabelledPictures pictures) {
        try (NoGrad off = Autograd.noGrad()) {
            return discriminator.verdict(pictures.pixels()).logits(pictures.labels(), situation.certainty());
        }
    }

    /** Frees what the step has made. */
    void end() {
        tape.ifPresent(ConvolutionTape::close);
        tape = Optional.empty();
        if (scope != null) {
            scope.close();
            scope = null;
        }
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
    }
}
