/**
 * One look at every picture of a source, before it is trained on.
 *
 * <p>In: a {@link dev.ganvas.data.PictureSource}. Out: an {@link dev.ganvas.data.inspect.InspectionReport} and a contact
 * sheet. Start reading at {@link dev.ganvas.data.inspect.Inspection#of}.
 */
package dev.ganvas.data.inspect;
