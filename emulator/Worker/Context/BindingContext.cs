namespace Microsoft.Azure.Functions.Worker;

/// <summary>Names and values that the trigger brought, such as route and query values.</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
