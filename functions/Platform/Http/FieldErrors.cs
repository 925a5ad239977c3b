using System.Text.Json.Nodes;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>Collects every fault of a body, so that a form shows all of them at once.</summary>
public sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    /// <summary>True while nothing was wrong.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>The failure to answer with.</summary>
    public InvalidFields Failure => new(_errors);

    /// <summary>Notes a fault of the field, named by its path, e.g. <c>company/address/city</c>.</summary>
    public void Add(string path, string problem, string expected) => _errors.Add(new FieldError("#/" + path, problem, expected));

    /// <summary>Removes faults that were noted too early.</summary>
    public void Forget(Predicate<FieldError> which) => _errors.RemoveAll(which);

    /// <summary>Notes the faults of the fields of one section.</summary>
    public Action<string, Fault> At(string section) => (field, fault) => Add($"{section}/{field}", fault.Problem, fault.Expected);

    /// <summary>Returns the parsed value, or notes its fault and returns null.</summary>
    public T? Take<T>(string path, Parsed<T> parsed)
        where T : class
    {
        if (parsed.Fault is { } fault)
            Add(path, fault.Problem, fault.Expected);
        return parsed.Value;
    }

    /// <summary>Returns the section, or notes that it is missing and returns null.</summary>
    public T? Section<T>(string path, T? section)
        where T : class
    {
        if (section is null)
            Add(path, "This is missing.", "An object.");
        return section;
    }

    internal static JsonArray ToJson(IReadOnlyList<FieldError> errors) =>
        [.. errors.Select(error => new JsonObject
        {
            ["pointer"] = error.Place,
            ["problem"] = error.Problem,
            ["expected"] = error.Expected,
        })];
}
