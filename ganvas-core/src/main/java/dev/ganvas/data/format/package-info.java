/**
 * The formats that data sets come in.
 *
 * <p>In: a folder, an archive or a published set's file. Out: a {@link dev.ganvas.data.PictureSource}. A
 * {@code Container} holds named files and knows nothing of pictures; {@code ContainedPictures} finds the pictures and
 * their classes in one; {@code RecordPictures} reads sets whose pictures lie in records. Start reading at
 * {@code ContainedPictures}.
 */
package dev.ganvas.data.format;
