using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Accounts.Emulator.Worker;

/// <summary>A function's definition, read from its method.</summary>
internal sealed class ReflectedFunctionDefinition : FunctionDefinition
{
    /// <summary>Key of a parameter's binding attribute in <see cref="FunctionParameter.Properties"/>.</summary>
    internal const string BindingAttributeKey = "bindingAttribute";

    public ReflectedFunctionDefinition(MethodInfo method)
    {
        Name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        PathToAssembly = method.Module.FullyQualifiedName;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        Id = Fingerprint($"{Name} {EntryPoint}");
        Parameters = [.. method.GetParameters().Select(Describe)];
        InputBindings = method.GetParameters()
            .Select(parameter => (parameter.Name, Attribute: parameter.GetCustomAttribute<BindingAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToImmutableDictionary(pair => pair.Name!, BindingMetadata (pair) => new Binding(pair.Name!, BindingType(pair.Attribute!)));
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    /// <summary>The name of a binding in host terms: HttpTriggerAttribute is <c>httpTrigger</c>.</summary>
    internal static string BindingType(BindingAttribute attribute)
    {
        var name = attribute.GetType().Name;
        return char.ToLowerInvariant(name[0]) + name[1..].Replace("Attribute", "", StringComparison.Ordinal);
    }

    private static FunctionParameter Describe(ParameterInfo parameter)
    {
        var properties = ImmutableDictionary<string, object>.Empty;
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } attribute)
            properties = properties.Add(BindingAttributeKey, attribute);
        return new FunctionParameter(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.DefaultValue, properties);
    }

    // The same function has the same id in every run, as with the real worker.
    private static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private sealed class Binding(string name, string type) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
