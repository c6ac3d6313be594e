/**
 * Networks that restore, run over one picture by Ganvas and by PyTorch. In: the networks that ship. Out: seconds a picture.
 *
 * <p>Start reading at {@link dev.ganvas.bench.restore.RestoreCommand}.
 */
package dev.ganvas.bench.restore;
