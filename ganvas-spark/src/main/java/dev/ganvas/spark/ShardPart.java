package dev.ganvas.spark;

import java.io.Serializable;

/**
 * A tar that a task has written, before it has its name.
 *
 * @param partition of the task
 * @param number among the tars of the partition
 * @param file where it lies, without an extension
 * @param pictures in it
 * @param errors pictures that could not be used
 * @param bytes of it
 * @param sha256 of it, in hexadecimal
 */
record ShardPart(int partition, int number, String file, long pictures, long errors, long bytes, String sha256)
        implements Serializable {}
