package dev.ganvas.generate.learn;

import dev.ganvas.engine.nn.ConvolutionTape;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
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
final class Shard implements Replicas.Replica {
    /** Name of a figure: {@link ClassCertainty#surprise}. */
    static final String SURPRISE = "surprise";

    /** Name of a figure: what the discriminator's objective, without classes and penalties, came to. */
    static final String DISCRIMINATOR_LOSS = "loss_d";

    private final Recipe.Contest contest;
    private final Objective objective;
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
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

    Shard(Recipe.Contest contest, GeneratorNetwork generator, DiscriminatorNetwork discriminator) {
        this.contest = contest;
        this.objective = contest.objective().objective();
        this.generator = generator;
        this.discriminator = discriminator;
    }

    GeneratorNetwork generator() {
        return generator;
    }

    @Override
    public List<ParameterTree> networks() {
        return List.of(generator, discriminator);
    }

    /**
     * The discriminator's pass.
     *
     * @param pixels real, as the discriminator is to see them
     * @param latent as many
     * @param shown changes generated pictures as the real ones were
     */
    Replicas.Pass discriminatorPass(Tensor pixels, Tensor latent, UnaryOperator<Tensor> shown, Situation now) {
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
        return new Replicas.Pass(gradients(loss, discriminator), figures);
    }

    /**
     * The generator's pass: the same fakes once more, before the discriminator as it is now. The real logits are those from
     * before its step: they only weigh the pairs, and computing them again would cost a forward pass.
     */
    Replicas.Pass generatorPass() {
        Tensor logits = discriminator.verdict(fake).logits(situation.labels(), situation.certainty());
        Tensor loss = objective.generatorLoss(realLogits.detach(), logits);
        return new Replicas.Pass(gradients(loss, generator), Map.of("loss_g", loss.item()));
    }

    private List<Tensor> gradients(Tensor loss, ParameterTree network) {
        return tape.isPresent()
                ? PassGradients.of(tape.get(), loss, network.parameters())
                : PassGradients.of(loss, network.parameters());
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

    @Override
    public void end() {
        tape.ifPresent(ConvolutionTape::close);
        tape = Optional.empty();
        fake = null;
        realLogits = null;
        situation = null;
    }
}
