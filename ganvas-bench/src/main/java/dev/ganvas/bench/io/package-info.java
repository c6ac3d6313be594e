/**
 * Reading pictures: decoding a format, and the cache of decoded ones.
 *
 * <p>Start reading at {@link dev.ganvas.bench.io.IoCommand}.
 */
package dev.ganvas.bench.io;
