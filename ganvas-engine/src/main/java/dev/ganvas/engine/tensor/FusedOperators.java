package dev.ganvas.engine.tensor;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;

/**
 * Operators over whole parameter lists that the binding does not map by name, reached through libtorch's dispatcher.
 * All change their first argument in place, outside of any graph.
 */
public final class FusedOperators {
    private FusedOperators() {}

    /** The lists that Adam works on, in the same order and of the same shapes. */
    public record AdamState(List<Tensor> parameters, List<Tensor> first, List<Tensor> second, List<Tensor> steps) {}

    /** The numbers of one Adam step (Kingma and Ba, 2015). */
    public record AdamRates(double learningRate, double beta1, double beta2, double epsilon) {}

    /** One Adam step over all parameters: the step counts go up by one, then {@code aten::_fused_adam_}. */
    public static void adam(AdamState state, List<Tensor> gradients, AdamRates rates) {
        requireOneDevice("fused Adam", state.parameters(), gradients, state.first(), state.second(), state.steps());
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            IValueVector counting = new IValueVector();
            counting.push_back(list(state.steps()));
            counting.push_back(new IValue(new Scalar(1.0)));
            Dispatcher.singleton()
                    .findSchemaOrThrow("aten::_foreach_add_", "Scalar")
                    .callBoxed(counting);
            OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adam_", "");
            IValueVector stack = new IValueVector();
            stack.push_back(list(state.parameters()));
            stack.push_back(list(gradients));
            stack.push_back(list(state.first()));
            stack.push_back(list(state.second()));
            stack.push_back(list(List.of()));
            stack.push_back(list(state.steps()));
            stack.push_back(new IValue(rates.learningRate()));
            stack.push_back(new IValue(rates.beta1()));
            stack.push_back(new IValue(rates.beta2()));
            stack.push_back(new IValue(0.0));
            stack.push_back(new IValue(rates.epsilon()));
            stack.push_back(new IValue(false));
            stack.push_back(new IValue(false));
            stack.push_back(new IValue());
            stack.push_back(new IValue());
            operator.callBoxed(stack);
        } catch (RuntimeException e) {
            throw NativeErrors.translated("fused Adam over " + gradients.size() + " tensors", e);
        }
    }

    /** The numbers of one step down the slope with Nesterov's momentum (Sutskever et al., 2013) and weight decay. */
    public record SgdRates(double learningRate, double momentum, double weightDecay) {}

    /** One step of stochastic gradient descent over all parameters: {@code aten::_fused_sgd_}. */
    public static void sgd(List<Tensor> parameters, List<Tensor> gradients, List<Tensor> momenta, SgdRates rates) {
        requireOneDevice("fused SGD", parameters, gradients, momenta);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            IValueVector stack = new IValueVector();
            stack.push_back(list(parameters));
            stack.push_back(list(gradients));
            stack.push_back(list(momenta));
            stack.push_back(new IValue(rates.weightDecay()));
            stack.push_back(new IValue(rates.momentum()));
            stack.push_back(new IValue(rates.learningRate()));
            stack.push_back(new IValue(0.0));
            stack.push_back(new IValue(true));
            stack.push_back(new IValue(false));
            stack.push_back(new IValue(false));
            stack.push_back(new IValue());
            stack.push_back(new IValue());
            Dispatcher.singleton().findSchemaOrThrow("aten::_fused_sgd_", "").callBoxed(stack);
        } catch (RuntimeException e) {
            throw NativeErrors.translated("fused SGD over " + gradients.size() + " tensors", e);
        }
    }

    /** {@code targets[i] += weight * (sources[i] - targets[i])}: {@code aten::_foreach_lerp_}. */
    public static void lerp(List<Tensor> targets, List<Tensor> sources, double weight) {
        requireOneDevice("foreach lerp", targets, sources);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow("aten::_foreach_lerp_", "Scalar");
            IValueVector stack = new IValueVector();
            stack.push_back(list(targets));
            stack.push_back(list(sources));
            stack.push_back(new IValue(new Scalar(weight)));
            operator.callBoxed(stack);
        } catch (RuntimeException e) {
            throw NativeErrors.translated("foreach lerp over " + targets.size() + " tensors", e);
        }
    }

    @SafeVarargs
    private static void requireOneDevice(String operation, List<Tensor>... lists) {
        NativeErrors.onStandIn(operation, Stream.of(lists).flatMap(List::stream).toArray(Tensor[]::new));
    }

    private static IValue list(List<Tensor> tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        for (Tensor tensor : tensors) {
            list.push_back(new IValue(tensor.self));
        }
        return new IValue(list);
    }
}
