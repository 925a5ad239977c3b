namespace Accounts.Platform.Http;

/// <summary>
/// Marks a class that takes part in a function of an earlier part. It adds to the documentation of that function, beyond the
/// function's own <see cref="OperationAttribute"/>.
/// </summary>
/// <param name="function">The function's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TakesPartInAttribute(string function) : Attribute
{
    public string Function { get; } = function;

    /// <summary>The body it takes, where the function itself takes none.</summary>
    public Type? Takes { get; init; }

    /// <summary>The failures that it adds.</summary>
    public Type[] Fails { get; init; } = [];
}
