using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>
/// The sub-account that an order creates, and that its lines are for. The order belongs to the main account, which ordered it and
/// pays; the new account has no members yet.
/// </summary>
/// <param name="Id">Its customer number.</param>
/// <param name="Name">The company's name, as documents print it.</param>
/// <param name="ActivatedAt">When it was set up, which delivers the lines; null before.</param>
public sealed record OrderedAccount(string Id, string Name, DateTimeOffset? ActivatedAt = null)
{
    /// <summary>Its name in documents.</summary>
    public string In(Language language) => language.Pick(
        $"Nebenaccount {Id}, {Name}", $"Sub-account {Id}, {Name}", $"Sous-compte {Id}, {Name}", $"Sottoconto {Id}, {Name}");
}
