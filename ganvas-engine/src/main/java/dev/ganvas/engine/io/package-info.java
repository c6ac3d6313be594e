/** Writing files so that nothing is ever lost: a reader sees the old content or the new, never a half. */
package dev.ganvas.engine.io;
