using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Billing.Charges;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Billing.Subscriptions;

/// <summary>What to renew.</summary>
/// <param name="OrganizationId">The account with the recurring prices.</param>
/// <param name="Day">Periods that begin on this day or before are charged.</param>
/// <param name="Announces">Whether new prices are announced too; false while the mail service is down.</param>
public sealed record RenewalRun(string OrganizationId, DateOnly Day, bool Announces = true);

/// <summary>
/// Charges the periods of an account that have begun. Each step is one transaction of charges and their subscriptions, so that each
/// period is charged exactly once, whatever crashes and runs again.
/// </summary>
public sealed class Renewals(
    SubscriptionStore subscriptions,
    RenewalsDue due,
    ChargeStore charges,
    ChargeListing listing,
    PriceAnnouncing announcing,
    Payers payers,
    OrganizationStore organizations,
    OrganizationChanges changes,
    TimeProvider time)
{
    // A transaction is limited to 100 rows: two for the audit log, one for what was charged, three per subscription, two per charge.
    private const int MostRows = 95;
    private const int RowsOfSubscription = 3;
    private const int RowsOfCharge = 2;

    // Maximum number of charges per period, because a quantity changes on a limited number of days.
    private const int MostPerSubscription = QuantityChange.MostSteps + 1;

    /// <summary>Renews everything that is due, and lists the account for its next day. Safe to run twice.</summary>
    /// <returns>The result of announcing new prices.</returns>
    public async Task<Announcement> RenewAsync(RenewalRun run, CancellationToken cancellationToken)
    {
        Progress progress;
        var announcement = Announcement.Sent;
        do
        {
            progress = (await changes.RunAsync(() => DecideAsync(run, cancellationToken), cancellationToken)).OrTryLater();
            if (progress.Charged is not null)
                await FinishAsync(run.OrganizationId, progress.Charged, progress.Charges, cancellationToken);
            announcement = progress.Announcement == Announcement.Sent ? announcement : progress.Announcement;
            run = run with { Announces = announcement == Announcement.Sent };
        }
        while (progress.IsMore);

        if (progress.Next is { } next)
            await due.PutAsync(run.OrganizationId, next, cancellationToken);
        return announcement;
    }

    /// <summary>Makes charges available to invoice runs that were written but not listed yet. Safe to run twice.</summary>
    public async Task FinishAsync(string organizationId, CancellationToken cancellationToken) =>
        await FinishAsync(organizationId, await subscriptions.AgendaAsync(organizationId, cancellationToken), cancellationToken);

    /// <summary>What new charges of an account have in common. At most three storage operations, and more for a sub-account.</summary>
    public async Task<ChargeTerms> TermsAsync(string organizationId, CancellationToken cancellationToken)
    {
        var account = await organizations.FindAccountAsync(organizationId, cancellationToken)
            ?? throw new InvalidOperationException("Accounts are never deleted.");
        var payerId = await payers.OfAsync(organizationId, cancellationToken);
        return new(organizationId, account.Value.Company.Name, payerId, account.Value.Language, time.GetUtcNow());
    }

    private async Task FinishAsync(string organizationId, Agenda agenda, CancellationToken cancellationToken)
    {
        foreach (var together in agenda.Charged)
        {
            List<Charge> made = [];
            foreach (var id in together.Value.ChargeIds)
                made.Add(
                    await charges.FindAsync(organizationId, id, cancellationToken)
                        ?? throw new InvalidOperationException("Charges are never deleted."));
            await FinishAsync(organizationId, together.RowKey, made, cancellationToken);
        }
    }

    private async Task FinishAsync(
        string organizationId, string together, IReadOnlyList<Charge> made, CancellationToken cancellationToken)
    {
        await listing.ComeUpAsync(made, cancellationToken);
        await subscriptions.RemoveAsync(organizationId, together, cancellationToken);
    }

    private async Task<Decision<Progress>> DecideAsync(RenewalRun run, CancellationToken cancellationToken)
    {
        var agenda = await subscriptions.AgendaAsync(run.OrganizationId, cancellationToken);
        await FinishAsync(run.OrganizationId, agenda, cancellationToken);
        var now = agenda.Due.Where(one => one.Value.DueOn <= run.Day).ToList();
        if (now.Count == 0)
            return new Progress { Next = NextOf(agenda.Due.Select(one => one.Value)), IsMore = agenda is { IsWhole: false, Due.Count: 0 } };

        var terms = await TermsAsync(run.OrganizationId, cancellationToken);
        // First what fits, so that prices are announced only for subscriptions of this transaction.
        var fitting = now.Take(Fit([.. now.Select(one => one.Value)], run.Day, terms).Count).ToList();
        var announced = await announcing.AnnounceAsync(run, [.. fitting.Select(one => one.Value)], cancellationToken);
        var renewed = Fit(announced.After, run.Day, terms);
        var change = new AuditedChange(
            run.OrganizationId, new AuditEvent(AuditAction.SubscriptionRenewed, Actor.System, now[0].Value.Id));
        foreach (var (before, one) in fitting.Zip(renewed))
            SubscriptionStore.Renew(change, before, one.After);
        List<Charge> made = [.. renewed.SelectMany(one => one.Charges)];
        var charged = SubscriptionStore.Charge(change, made, Ids.New(time.GetUtcNow()));
        var next = NextOf([.. renewed.Select(one => one.After), .. agenda.Due.Skip(fitting.Count).Select(one => one.Value)]);
        return change.Gives(new Progress
        {
            Charged = charged,
            Charges = made,
            Next = next,
            IsMore = next <= run.Day || !agenda.IsWhole,
            Announcement = announced.Announcement,
        });
    }

    // As many as fit in a transaction. The last one may have only a part of its periods.
    private static List<Renewed> Fit(IReadOnlyList<Subscription> due, DateOnly day, ChargeTerms terms)
    {
        var (all, rows) = (new List<Renewed>(), 0);
        foreach (var subscription in due)
        {
            var room = (MostRows - rows - RowsOfSubscription) / RowsOfCharge;
            if (room < MostPerSubscription && all.Count > 0)
                break;
            var renewed = PeriodCharges.Renew(subscription, day, room, terms);
            all.Add(renewed);
            rows += RowsOfSubscription + RowsOfCharge * renewed.Charges.Count;
        }

        return all;
    }

    private static DateOnly? NextOf(IEnumerable<Subscription> all) => all.Min(one => one.DueOn);

    private sealed record Progress
    {
        public string? Charged { get; init; }

        public IReadOnlyList<Charge> Charges { get; init; } = [];

        public DateOnly? Next { get; init; }

        public bool IsMore { get; init; }

        public Announcement Announcement { get; init; }
    }
}
