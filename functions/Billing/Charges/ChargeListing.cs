namespace Accounts.Billing.Charges;

/// <summary>Has written charges come up for invoices: with the account that pays, and on the list of the day.</summary>
public sealed class ChargeListing(ChargeStore charges, PayersDue due)
{
    /// <summary>Safe to run twice, also for charges that are billed: a payer without open charges is just looked at once more.</summary>
    public async Task ComeUpAsync(IReadOnlyList<Charge> made, CancellationToken cancellationToken)
    {
        foreach (var charge in made.Where(charge => charge.PayerId != charge.OrganizationId))
            await charges.ForwardAsync(charge, cancellationToken);
        foreach (var (payer, day) in made
            .Where(charge => charge.InvoiceId is null)
            .Select(charge => (charge.PayerId, charge.DueOn))
            .Distinct())
            await due.PutAsync(payer, day, cancellationToken);
    }
}
