using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Extranet.Opening;

/// <summary>What a member wants to get by mail.</summary>
/// <param name="Reports">Mails about new reports.</param>
/// <param name="Budgets">Mails about budgets that are used up to a share.</param>
/// <param name="Language">Of these mails.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record ExtranetSubscription(bool Reports, bool Budgets, Language Language, int Version) : IVersioned
{
    // A member who comes back finds the wish as it was left.
    string IVersioned.Life => nameof(ExtranetSubscription);

    /// <summary>Who never said so wants none.</summary>
    public static ExtranetSubscription None { get; } = new(false, false, Language.German, 0);
}
