package dev.ganvas.cli.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * The last line of a terminal, which a bar writes over and over; other lines go above it. A bar is drawn by a thread of its
 * own, so without this a line of text would end up behind the bar's.
 */
final class StatusLine extends ConsoleProgressBarConsumer {
    private boolean drawn;
    private boolean ended;

    private final PrintStream terminal;

    StatusLine(PrintStream terminal) {
        super(terminal);
        this.terminal = terminal;
    }

    /** Draws the bar. */
    @Override
    public synchronized void accept(String bar) {
        if (!ended) {
            super.accept(bar);
            drawn = true;
        }
    }

    /** Leaves the bar as it stands and goes on below it. */
    @Override
    public synchronized void close() {
        if (drawn) {
            super.close();
            drawn = false;
        }
    }

    /** Prints lines in the bar's place, which is drawn again below them when it next moves. */
    synchronized void above(Runnable printing) {
        if (drawn) {
            terminal.print('\r' + " ".repeat(getMaxRenderedLength()) + '\r');
            terminal.flush();
            drawn = false;
        }
        printing.run();
    }

    /** Draws nothing any more. */
    synchronized void end() {
        ended = true;
    }
}
