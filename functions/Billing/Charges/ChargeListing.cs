namespace Accounts.Billing.Charges;

/// <summary>
/// Makes written charges available to invoice runs: copies them to the account that pays, and lists that account for their due day.
/// </summary>
public sealed class ChargeListing(ChargeStore charges, PayersDue due)
{
    /// <summary>Safe to run twice, also for billed charges: a payer without open charges is only checked once more.</summary>
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
