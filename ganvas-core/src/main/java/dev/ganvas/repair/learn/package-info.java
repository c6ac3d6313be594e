/**
 * How networks learn to restore: what damages pictures, what is learned from the pairs, and how it is measured. Start reading at {@link
 * dev.ganvas.repair.learn.RepairSettings}; a new task is a {@link dev.ganvas.repair.learn.RepairTask}.
 */
package dev.ganvas.repair.learn;
