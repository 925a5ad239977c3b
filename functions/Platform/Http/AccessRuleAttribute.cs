namespace Accounts.Platform.Http;

/// <summary>
/// The access rule of a function, as far as the documentation of the interface needs it. The access check has its own
/// attribute, which extends this one.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessRuleAttribute : Attribute
{
    /// <summary>Whether anyone may call the function without a token.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether the function takes a signed message instead of a token.</summary>
    public abstract bool IsSigned { get; }

    /// <summary>The rule in words.</summary>
    public abstract string Text { get; }

    /// <summary>The failures with which callers are refused.</summary>
    public abstract IReadOnlyList<Type> Failures { get; }
}
