using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Accounts.Emulator.Worker;

/// <summary>All functions of the app, found by reflection, ordered by name.</summary>
public sealed partial class FunctionCatalog
{
    private readonly Dictionary<string, DiscoveredFunction> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">A name that is taken or not allowed, or a function without exactly one trigger.</exception>
    internal FunctionCatalog(IEnumerable<Type> types)
    {
        foreach (var method in types.SelectMany(FunctionMethods))
        {
            var function = Discover(method);
            if (!NameRule().IsMatch(function.Name))
                throw new InvalidOperationException(
                    $"The function name '{function.Name}' is not allowed: a letter, then up to 127 letters, digits, '_' or '-'.");
            if (!_byName.TryAdd(function.Name, function))
                throw new InvalidOperationException(
                    $"Two functions are named {function.Name}: {_byName[function.Name].Definition.EntryPoint} and {function.Definition.EntryPoint}.");
        }

        All = [.. _byName.Values.OrderBy(function => function.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<DiscoveredFunction> All { get; }

    /// <summary>The function of that name, in any case; null when there is none.</summary>
    public DiscoveredFunction? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The functions that this kind of trigger starts.</summary>
    public IEnumerable<DiscoveredFunction> TriggeredBy<T>() where T : TriggerBindingAttribute =>
        All.Where(function => function.Trigger is T);

    private static IEnumerable<MethodInfo> FunctionMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(FunctionAttribute)));

    private static DiscoveredFunction Discover(MethodInfo method)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Trigger is not null)
            .ToArray();
        if (triggers.Length != 1)
            throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} is a function and must have exactly one trigger parameter.");

        return new DiscoveredFunction(method, triggers[0].Parameter, triggers[0].Trigger!);
    }

    // The real host's rule.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex NameRule();
}
