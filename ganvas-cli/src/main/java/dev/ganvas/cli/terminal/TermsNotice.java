package dev.ganvas.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.ganvas.model.Terms;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Tells a person, once for each model and when the verb is done, that a model's training pictures have terms. */
public final class TermsNotice implements AutoCloseable {
    private final PrintWriter err;
    private final Set<String> said = new LinkedHashSet<>();
    private final Optional<Logger> logger;
    private final AppenderBase<ILoggingEvent> collector = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
        }
    };

    private TermsNotice(PrintWriter err) {
        this.err = err;
        logger = LoggerFactory.getLogger(Terms.LOGGER) instanceof Logger found ? Optional.of(found) : Optional.empty();
    }

    /** Listens until it is closed. */
    public static TermsNotice to(PrintWriter err) {
        TermsNotice notice = new TermsNotice(err);
        notice.logger.ifPresent(found -> {
            found.setLevel(Level.WARN);
            found.setAdditive(false);
            notice.collector.setContext(found.getLoggerContext());
            notice.collector.start();
            found.addAppender(notice.collector);
        });
        return notice;
    }

    @Override
    public void close() {
        logger.ifPresent(found -> found.detachAppender(collector));
        said.forEach(line -> err.println("Note: " + line));
        err.flush();
    }
}
