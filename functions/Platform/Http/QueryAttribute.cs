namespace Accounts.Platform.Http;

/// <summary>Describes a query parameter of a function for the documentation of the interface.</summary>
/// <param name="name">The name of the parameter.</param>
/// <param name="type">Its type. An enum is given by one of its names.</param>
/// <param name="description">What it does.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, Type type, string description) : Attribute
{
    public string Name { get; } = name;

    public Type Type { get; } = type;

    public string Description { get; } = description;

    /// <summary>The smallest value of a number.</summary>
    public int Minimum { get; init; }

    /// <summary>The largest value of a number.</summary>
    public int Maximum { get; init; }
}
