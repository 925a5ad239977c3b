using Accounts.Platform.Http;

namespace Accounts.Extranet.Opening;

/// <summary>The extranet of an organization: open from the moment that it is asked for, until it is ended.</summary>
public sealed record ExtranetArea : IVersioned
{
    /// <summary>Used when nobody has asked for an extranet yet.</summary>
    public static ExtranetArea None { get; } = new() { Version = 0 };

    /// <summary>Whether its routes answer.</summary>
    public bool IsOpen { get; init; }

    /// <summary>When it was opened, or ended; null when it never was open.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when an ended extranet keeps its content; null while it is open.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>Grows with every change.</summary>
    public required int Version { get; init; }

    // After the content of an ended extranet is deleted, it can be asked for again.
    string IVersioned.Life => Since?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>The extranet, opened. Content that an ended extranet still has is visible again.</summary>
    public ExtranetArea Open(DateTimeOffset now) => new() { IsOpen = true, Since = now, Version = Version + 1 };

    public ExtranetArea End(DateTimeOffset now, int retentionDays) =>
        new() { Since = now, KeptUntil = now.AddDays(retentionDays), Version = Version + 1 };
}
