package dev.ganvas.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which names stand for pictures, and names that come out of archives made harmless. */
final class FileNames {
    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "pbm", "pgm", "ppm", "pnm",
            "pam");
    private static final Set<String> UNSUPPORTED =
            Set.of("heic", "heif", "avif", "jxl", "jp2", "svg", "psd", "raw", "cr2", "nef", "arw");

    /** What lies beside pictures often enough, and is never worth a look inside. */
    private static final Set<String> OTHERS = Set.of(
            "txt",
            "md",
            "csv",
            "tsv",
            "json",
            "jsonl",
            "xml",
            "html",
            "htm",
            "yaml",
            "yml",
            "ini",
            "cfg",
            "log",
            "py",
            "ipynb",
            "sh",
            "bat",
            "js",
            "css",
            "java",
            "c",
            "cpp",
            "h",
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "ppt",
            "pptx",
            "zip",
            "tar",
            "gz",
            "tgz",
            "bz2",
            "xz",
            "7z",
            "rar",
            "mp4",
            "mov",
            "avi",
            "mkv",
            "webm",
            "mp3",
            "wav",
            "npy",
            "npz",
            "pt",
            "pth",
            "pkl",
            "mat",
            "h5",
            "safetensors",
            "ganvas",
            "bin",
            "db",
            "exe",
            "dll",
            "so",
            "jar",
            "class");

    /** Folders and files that systems, not people, put there: Windows, macOS, Linux, and the disks of Synology and QNAP. */
    private static final Set<String> HIDDEN = Set.of(
            "__macosx",
            "thumbs.db",
            "desktop.ini",
            "@eadir",
            "#recycle",
            "@recycle",
            "$recycle.bin",
            "lost+found",
            "system volume information");

    private static final int MAX_NAME = 1024;

    private FileNames() {}

    /** Why the file at {@code path} is not listed as a picture; empty when it is. */
    static Optional<String> whyLeftOut(String path) {
        for (String part : path.split("/", -1)) {
            if (isHidden(part)) {
                return Optional.of("hidden");
            }
        }
        String extension = extension(path);
        if (PICTURES.contains(extension)) {
            return Optional.empty();
        }
        if (UNSUPPORTED.contains(extension)) {
            return Optional.of("unsupported format (." + extension + ")");
        }
        return Optional.of(extension.isEmpty() ? "no file extension" : "not a picture (." + extension + ")");
    }

    /** Whether only the content can tell if the file at {@code path} is a picture. */
    static boolean tellsNothing(String path) {
        String extension = extension(path);
        return !PICTURES.contains(extension)
                && !UNSUPPORTED.contains(extension)
                && !OTHERS.contains(extension)
                && Stream.of(path.split("/", -1)).noneMatch(FileNames::isHidden);
    }

    /** Whether a file or folder of this name is the system's and not the user's. */
    static boolean isHidden(String part) {
        return part.startsWith(".") || HIDDEN.contains(part.toLowerCase(Locale.ROOT));
    }

    /** The lower-case extension without its dot; empty when there is none. */
    static String extension(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The part of {@code path} behind its last {@code /}. */
    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code path} without its extension. */
    static String stem(String path) {
        String extension = extension(path);
        return extension.isEmpty() ? path : path.substring(0, path.length() - extension.length() - 1);
    }

    /** The part of {@code path} before its first {@code /}; empty when it lies at the top. */
    static String topFolder(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /**
     * An archive's name for a file as a relative path that stays inside: {@code \} becomes {@code /}; empty parts,
     * {@code .}, {@code ..} and drive letters go; control characters become {@code _}.
     */
    static String sanitised(String raw) {
        String bounded = raw.length() > MAX_NAME ? raw.substring(raw.length() - MAX_NAME) : raw;
        List<String> parts = new ArrayList<>();
        for (String part : bounded.replace('\\', '/').split("/", -1)) {
            boolean drive = part.length() == 2 && part.charAt(1) == ':';
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..") && !drive) {
                parts.add(part);
            }
        }
        StringBuilder clean = new StringBuilder(String.join("/", parts));
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, '_');
            }
        }
        return clean.toString();
    }
}
