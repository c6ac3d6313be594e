/**
 * How the two networks for plates learn, from drawn plates alone, in front of photographs that have none. In: {@code PlateSettings}, a
 * source of photographs. Out: model files. Start reading at {@link dev.ganvas.plates.learn.PlateSettings}.
 */
package dev.ganvas.plates.learn;
