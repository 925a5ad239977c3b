using System.Collections.Concurrent;
using System.Reflection;

namespace Accounts.Emulator.DurableTask;

/// <summary>Finds the exception type that a stored failure names, wherever it is declared.</summary>
internal static class ExceptionTypes
{
    private static readonly ConcurrentDictionary<string, Type> Known = new(StringComparer.Ordinal);

    public static Type? Find(string fullName, Assembly nearest)
    {
        if (string.IsNullOrEmpty(fullName))
        {
            return null;
        }

        if (Known.TryGetValue(fullName, out var known))
        {
            return known;
        }

        var found = Type.GetType(fullName) ?? nearest.GetType(fullName) ?? AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(fullName))
            .FirstOrDefault(type => type is not null);
        return found is null ? null : Known.GetOrAdd(fullName, found);
    }
}
