/**
 * Networks that make damaged pictures whole or small ones large, opened from their files and run over pictures of any size. Restoring
 * and enhancing stand on it. In: a model file and pictures. Out: better pictures. Start reading at {@link
 * dev.ganvas.repair.RepairNetwork}.
 */
package dev.ganvas.repair;
