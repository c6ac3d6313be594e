package dev.ganvas.toybox;

import java.util.Map;

/** Everything a picture shows, drawn before a pixel is painted. Pure data: the same scene paints the same picture. */
sealed interface Scene permits FaceScene, AnimalScene, BuildingScene, VehicleScene {
    Backdrop backdrop();

    Pose pose();

    /** What is true of the picture, in a fixed key order, {@code class} first. */
    Map<String, String> attributes();

    /** Paints the subject; the canvas stands in the frame of {@link #pose()}. */
    void paint(Canvas canvas);
}
