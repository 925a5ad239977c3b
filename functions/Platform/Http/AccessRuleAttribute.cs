namespace Accounts.Platform.Http;

/// <summary>
/// Who may call a function, as far as the documentation of the interface needs it. The access check's own attribute
/// extends it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessRuleAttribute : Attribute
{
    /// <summary>Whether anybody may call it, without token.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether it takes a signed message in place of a token.</summary>
    public abstract bool IsSigned { get; }

    /// <summary>Who may call it, in words.</summary>
    public abstract string Text { get; }

    /// <summary>The failures with which callers are refused.</summary>
    public abstract IReadOnlyList<Type> Failures { get; }
}
