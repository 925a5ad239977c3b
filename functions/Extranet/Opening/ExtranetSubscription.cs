using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Extranet.Opening;

/// <summary>The mails that a member wants.</summary>
/// <param name="Reports">Mails about new reports.</param>
/// <param name="Budgets">Mails about budgets of which a share is used up.</param>
/// <param name="Language">Language of these mails.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record ExtranetSubscription(bool Reports, bool Budgets, Language Language, int Version) : IVersioned
{
    // A member who leaves and joins again finds the same choice.
    string IVersioned.Life => nameof(ExtranetSubscription);

    /// <summary>Without a choice, a member gets no mails.</summary>
    public static ExtranetSubscription None { get; } = new(false, false, Language.German, 0);
}
