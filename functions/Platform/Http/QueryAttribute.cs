namespace Accounts.Platform.Http;

/// <summary>What the interface's documentation says of a query parameter of a function.</summary>
/// <param name="name">The parameter.</param>
/// <param name="type">What it is; an enum by one of its names.</param>
/// <param name="description">What it does.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, Type type, string description) : Attribute
{
    /// <summary>The parameter.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public Type Type { get; } = type;

    /// <summary>What it does.</summary>
    public string Description { get; } = description;

    /// <summary>Of a number: the least.</summary>
    public int Minimum { get; init; }

    /// <summary>Of a number: the most.</summary>
    public int Maximum { get; init; }
}
