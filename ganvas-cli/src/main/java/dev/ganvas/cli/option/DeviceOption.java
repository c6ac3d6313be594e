package dev.ganvas.cli.option;

import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Where networks compute; the verbs that are {@link OnDevice} have it. */
public final class DeviceOption {
    private static final String NAME = "device";

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Where networks compute: auto, cpu, cuda or, of several cards, cuda:1 (default: the configured device,"
                            + " else auto: a card of NVIDIA's where natives and driver are there, else cpu).")
    private Optional<String> device = Optional.empty();

    /** Gives the option to all verbs and actions below a command that are {@link OnDevice}. */
    public static void addTo(CommandLine command) {
        CommandSpec verb = command.getCommandSpec();
        if (verb.userObject().getClass().isAnnotationPresent(OnDevice.class)
                && !verb.mixins().containsKey(NAME)) {
            verb.addMixin(NAME, CommandSpec.forAnnotatedObject(new DeviceOption()));
        }
        verb.subcommands().values().forEach(DeviceOption::addTo);
    }

    /**
     * Makes what was asked for the default device; to be closed by this thread. Empty for verbs without the option.
     *
     * @throws dev.ganvas.error.UsageException when there is no such device
     */
    public static Optional<DefaultDevice> use(ParseResult parsed) {
        ParseResult verb = parsed;
        while (verb.hasSubcommand()) {
            verb = verb.subcommand();
        }
        CommandSpec mixin = verb.commandSpec().mixins().get(NAME);
        if (mixin == null || verb.isUsageHelpRequested() || verb.isVersionHelpRequested()) {
            return Optional.empty();
        }
        DeviceOption option = (DeviceOption) mixin.userObject();
        return Optional.of(DefaultDevice.use(
                Device.parse(option.device.or(DefaultDevice::configured).orElse(Device.AUTO))));
    }
}
