/**
 * How classifiers are learned: from scratch where there are many labelled pictures, from a network that is known where there are
 * few, and with pictures that have no label where there are those. Start reading at {@link
 * dev.ganvas.recognize.learn.ClassifierSettings}.
 */
package dev.ganvas.recognize.learn;
