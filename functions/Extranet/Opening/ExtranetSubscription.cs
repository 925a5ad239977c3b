using Accounts.Platform.Values;

namespace Accounts.Extranet.Opening;

/// <summary>What a member wants to get by mail.</summary>
/// <param name="Reports">Mails about new reports.</param>
/// <param name="Budgets">Mails about budgets that are used up to a share.</param>
/// <param name="Language">Of these mails.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record ExtranetSubscription(bool Reports, bool Budgets, Language Language, int Version)
{
    /// <summary>Who never said so wants none.</summary>
    public static ExtranetSubscription None { get; } = new(false, false, Language.German, 0);
}
