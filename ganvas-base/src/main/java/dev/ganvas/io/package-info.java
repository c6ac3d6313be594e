/**
 * Files that appear whole or not at all, and small JSON files with limits. In: bytes that may lie. Out: a checked file.
 */
package dev.ganvas.io;
