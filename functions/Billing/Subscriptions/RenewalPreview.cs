using Accounts.Billing.Charges;
using Accounts.Platform.Http;

namespace Accounts.Billing.Subscriptions;

/// <summary>Computes what a renewal would charge, without charging it. New prices count as announced, but no mail is sent.</summary>
public sealed class RenewalPreview(
    SubscriptionStore subscriptions, ChargeStore charges, PriceAnnouncing announcing, Renewals renewals)
{
    /// <summary>
    /// The charges of all periods that have begun by a day, and charges that did not reach their payer because of a crash.
    /// </summary>
    public async Task<IReadOnlyList<Charge>> OfAsync(string organizationId, DateOnly day, CancellationToken cancellationToken)
    {
        var agenda = await subscriptions.AgendaAsync(organizationId, cancellationToken);
        var planned = await NotForwardedAsync(organizationId, agenda, cancellationToken);
        var all = agenda.IsWhole
            ? [.. agenda.Due.Select(one => one.Value)]
            : await AllAsync(organizationId, cancellationToken);
        var due = all.Where(one => one.DueOn <= day).ToList();
        if (due.Count == 0)
            return planned;
        var terms = await renewals.TermsAsync(organizationId, cancellationToken);
        var reviewed = await announcing.ReviewAsync(due, cancellationToken);
        planned.AddRange(reviewed.SelectMany(one => PeriodCharges.Renew(one.After, day, int.MaxValue, terms).Charges));
        return planned;
    }

    private async Task<List<Charge>> NotForwardedAsync(string organizationId, Agenda agenda, CancellationToken cancellationToken)
    {
        List<Charge> left = [];
        foreach (var id in agenda.Charged.SelectMany(together => together.Value.ChargeIds))
        {
            if (await charges.FindAsync(organizationId, id, cancellationToken) is { } charge
                && charge.PayerId != organizationId
                && await charges.FindAsync(charge.PayerId, id, cancellationToken) is null)
                left.Add(charge);
        }

        return left;
    }

    private async Task<List<Subscription>> AllAsync(string organizationId, CancellationToken cancellationToken)
    {
        List<Subscription> all = [];
        string? after = "";
        while (after is not null)
        {
            var page = await subscriptions.ListAsync(organizationId, new PageRequest(PageRequest.MaxLimit, after), cancellationToken);
            all.AddRange(page.Items.Select(one => one.Value));
            after = page.Next;
        }

        return all;
    }
}
