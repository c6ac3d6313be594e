package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.TrainingDisplay;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.ranks.GradientFormat;
import dev.ganvas.engine.ranks.RankPlace;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.error.Require;
import dev.ganvas.launch.Parent;
import dev.ganvas.model.Provenance;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A training that this process takes part in as one of several; rank 0 shows it. */
record RankedTraining(RankPlace place, Output output) {
    /**
     * Where whoever started this process has put it; empty when it trains alone.
     *
     * @param exchange what gradients travel as, where the command line says it
     */
    static Optional<RankPlace> here(Optional<String> exchange) {
        Optional<RankPlace> place = RankPlace.of(System.getenv());
        if (exchange.isEmpty()) {
            return place;
        }
        Require.that(
                place.isPresent(),
                "--exchange is for several processes, and this one trains alone; leave it out, or start it by"
                        + " 'ganvas launch'.");
        return place.map(here -> here.exchanging(GradientFormat.of(exchange.get(), "--exchange")));
    }

    Training.Result train(String data, TrainingTask<?> task, Path out, Optional<Provenance> repeated)
            throws IOException {
        Parent.watch(System.in);
        try (Interruption interruption = Interruption.of(
                        output,
                        "Interrupted before there was anything to save; the same command starts the training again.",
                        "Stopping; what goes on is finished and saved first ...");
                PictureSource source = Sources.open(data);
                PhaseBar bar = new PhaseBar(output);
                Ranks ranks = Ranks.join(place)) {
            Training training = Training.of(source, task).among(ranks);
            repeated.ifPresent(training::repeating);
            if (ranks.isFirst()) {
                output.note("rank 0 of " + place.size() + " is connected to the others");
                return training.start(out, new TrainingDisplay(output, bar, interruption), bar.of("decoding"));
            }
            // Rank 0 ends the training: until then an interrupt only asks it to.
            interruption.hold();
            return training.start(
                    out,
                    new TrainingListener() {
                        @Override
                        public boolean stopRequested() {
                            return Interruption.requested();
                        }
                    },
                    ProgressListener.NONE);
        }
    }
}
