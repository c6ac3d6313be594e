/**
 * Pictures on Apache Spark: data sets of rows in, data sets of rows out. A model goes to each executor once and is opened there once,
 * however many tasks use it; a row whose picture cannot be used says why in its column {@code error}; what is in a picture does not
 * depend on partitions, repeated tasks or the number of machines. Start reading at {@link dev.ganvas.spark.SparkPictures}.
 */
package dev.ganvas.spark;
