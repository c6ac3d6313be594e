package dev.ganvas.server.kind;

/**
 * Something that lies on the server, as requests name it. A path is never among the names.
 *
 * @param to what kind of thing is meant
 * @param name what the request says
 */
public record Reference(To to, String name) {
    private static final String HASH = "[0-9a-f]{64}";
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final String JOB = "job:[0-9A-HJKMNP-TV-Z]{26}";

    /** Before the name of a job whose result is meant. */
    public static final String OF_JOB = "job:";

    /** Before the hash of a file that was uploaded. */
    public static final String OF_FILE = "file:";

    /** Before the name of a folder that the keeper of the server put there. */
    public static final String OF_FOLDER = "folder:";

    /** What can be referred to. */
    public enum To {
        FILE(HASH, "an uploaded file, by the SHA-256 that its upload answered"),
        MODEL(
                NAME + "|" + JOB + "|file:" + HASH,
                "a model: the name of one that GET /v1/models lists, job:ID of a training, or file:SHA256 of an upload"),
        DATA(
                "toybox(?::[a-z]+)?|" + JOB + "|file:" + HASH + "|folder:" + NAME,
                "pictures: toybox, file:SHA256 of an uploaded zip, folder:NAME of one on the server, or job:ID of a job that"
                        + " wrote pictures"),
        INDEX(JOB, "an index of pictures: job:ID of a job of kind index"),
        DIRECTIONS(JOB, "directions of a generator: job:ID of a job of kind directions"),
        LATENT(JOB, "a latent point: job:ID of a job of kind project"),
        GALLERY(NAME, "a gallery of faces: the name of one that this key has, which GET /v1/galleries lists"),
        NEW_GALLERY(NAME, "a gallery of faces: the name of one, which is made when there is none");

        private final String form;
        private final String about;

        To(String form, String about) {
            this.form = form;
            this.about = about;
        }

        /** A regular expression that its names fit. */
        public String form() {
            return form;
        }

        public String about() {
            return about;
        }
    }
}
