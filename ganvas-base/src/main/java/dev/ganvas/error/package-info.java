/**
 * The few ways Ganvas fails, and the one place where arguments are checked.
 *
 * <p>Every message says what went wrong, where, the likely reason and the next step; none needs a stack trace to be
 * understood. Start reading at {@link dev.ganvas.error.GanvasException}.
 */
package dev.ganvas.error;
