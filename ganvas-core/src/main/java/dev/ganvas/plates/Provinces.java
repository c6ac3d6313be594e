package dev.ganvas.plates;

import java.util.Optional;

/** Names of what the first character of a Chinese plate stands for. */
final class Provinces {
    private static final String[] NAMES = {
        "Beijing",
        "Tianjin",
        "Hebei",
        "Shanxi",
        "Inner Mongolia",
        "Liaoning",
        "Jilin",
        "Heilongjiang",
        "Shanghai",
        "Jiangsu",
        "Zhejiang",
        "Anhui",
        "Fujian",
        "Jiangxi",
        "Shandong",
        "Henan",
        "Hubei",
        "Hunan",
        "Guangdong",
        "Guangxi",
        "Hainan",
        "Chongqing",
        "Sichuan",
        "Guizhou",
        "Yunnan",
        "Tibet",
        "Shaanxi",
        "Gansu",
        "Qinghai",
        "Ningxia",
        "Xinjiang"
    };

    private Provinces() {}

    static Optional<String> name(char first) {
        int index = PlateAlphabet.PROVINCES.indexOf(first);
        return index < 0 ? Optional.empty() : Optional.of(NAMES[index]);
    }
}
