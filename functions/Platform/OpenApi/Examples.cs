using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Platform.OpenApi;

internal static class Examples
{
    /// <summary>The static <c>Example</c> of a type; null when it has none.</summary>
    public static JsonNode? Of(Type type, string property = "Example") =>
        type.GetProperty(property)?.GetValue(null) is { } example ? JsonSerializer.SerializeToNode(example, type, Json.Options) : null;

    /// <summary>
    /// An example of a failure. Its constructor's arguments only fill its sentence, so that status, kind and title are right
    /// with any arguments.
    /// </summary>
    public static Failure Occurrence(Type failure) =>
        (Failure)Activator.CreateInstance(
            failure, [.. failure.GetConstructors()[0].GetParameters().Select(parameter => Any(parameter.ParameterType))])!;

    private static object? Any(Type type) => type switch
    {
        _ when type == typeof(string) => "…",
        _ when type == typeof(Uri) => new Uri("https://www.example.com/kontakt"),
        { IsValueType: true } => Activator.CreateInstance(type),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
            Array.CreateInstance(type.GetGenericArguments()[0], 0),
        _ => null,
    };
}
