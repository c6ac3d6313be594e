package dev.ganvas.train;

/** What rank 0 tells the others to do next; three numbers go with it. */
enum Command {
    /** Nothing; rank 0 is at work, and alive. */
    WAIT,
    /** Open the pictures, those ranks that are the first of their machine before the others. Then settings are compared. */
    OPEN,
    /** Make the task ready, by the record that follows. */
    PREPARE,
    /** Make a trainable at its beginning, instead of the one before: number of the precision. */
    BEGIN,
    /** A step: pictures shown, pictures of the whole run, scale of the rate. */
    STEP,
    /** Take over the state of rank 0, which follows. */
    SPREAD,
    /** Compare the state with that of rank 0. */
    COMPARE,
    /** The training has ended: number of the outcome, pictures shown. */
    END,
    /** Rank 0 has failed. */
    FAIL
}
