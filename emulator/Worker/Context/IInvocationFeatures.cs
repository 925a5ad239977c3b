namespace Microsoft.Azure.Functions.Worker;

/// <summary>Objects by their type that accompany an invocation.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    T? Get<T>();
}
