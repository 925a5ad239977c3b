using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Relations.Partners;

/// <summary>What the process needs to know of a partnership.</summary>
/// <param name="IsLasting">Whether it has not ended.</param>
/// <param name="IsReviewed">Whether the partner has confirmed its review.</param>
/// <param name="Version">Of the grants.</param>
/// <param name="Due">When something falls due next, in UTC; null when nothing does.</param>
/// <param name="Steps">What that is.</param>
public sealed record PartnershipSnapshot(bool IsLasting, bool IsReviewed, int Version, DateTime? Due, IReadOnlyList<PartnershipStep> Steps);

/// <summary>One round of a partnership's life.</summary>
/// <param name="Run">Where it stands.</param>
/// <param name="Steps">What has fallen due.</param>
public sealed record PartnershipRound(PartnershipRun Run, IReadOnlyList<PartnershipStep> Steps);

/// <summary>A mail of the process.</summary>
/// <param name="Mail">Which mail.</param>
/// <param name="Step">What fell due, for reminders and notices.</param>
/// <param name="Version">Of the grants, when they have changed.</param>
public sealed record PartnershipMailStep(PartnershipMail Mail, PartnershipStep? Step = null, int Version = 0);

/// <summary>The mails of the process.</summary>
public enum PartnershipMail
{
    /// <summary>To the partner: accepted, to be reviewed.</summary>
    Review,

    /// <summary>To the partner: still to be reviewed.</summary>
    ReviewReminder,

    /// <summary>To the partner: the grants are others now.</summary>
    Changed,

    /// <summary>To the partner: grants end, or are prolonged.</summary>
    EndNoticeToPartner,

    /// <summary>The same to the customer.</summary>
    EndNoticeToCustomer,

    /// <summary>To the partner: over.</summary>
    EndedToPartner,

    /// <summary>The same to the customer.</summary>
    EndedToCustomer,
}

/// <summary>The side effects of <see cref="PartnershipProcess"/>; each may run twice.</summary>
public sealed class PartnershipActivities(
    Partnerships partnerships,
    CustomerStore customers,
    OrganizationStore organizations,
    PartnershipMailing mailing)
{
    /// <summary>Lets the members of the partner in, unless it is no partner any more, and asks for the review.</summary>
    /// <returns>How the partnership stands, with both sides brought up to date; null while there is none.</returns>
    [Function(nameof(BeginPartnership))]
    public async Task<Mailed<PartnershipSnapshot?>> BeginPartnership(
        [ActivityTrigger] Mailing<PartnershipRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await customers.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: var customer })
            return new(null);
        if (customer.EndedAt is null)
            await BeginAsync(run.PartnerId, customer, cancellationToken);
        return (await FollowAsync(new(run, step.ProcessId, step.IsGivenUp), [new(PartnershipMail.Review)], cancellationToken))!;
    }

    /// <summary>
    /// Does what has fallen due, and brings both sides up to date. The partner hears of grants that have changed, both sides of
    /// the end.
    /// </summary>
    [Function(nameof(FollowPartnership))]
    public async Task<Mailed<PartnershipSnapshot>> FollowPartnership(
        [ActivityTrigger] Mailing<PartnershipRound> step, CancellationToken cancellationToken)
    {
        List<PartnershipMailStep> mails = [];
        foreach (var due in step.Input.Steps)
        {
            if (due.Kind == PartnershipStepKind.Extend)
                await ExtendAsync(step.Input.Run, due.Day!.Value, cancellationToken);
            else
                mails.AddRange(PartnershipMailing.MailsOf(due));
        }

        return await FollowAsync(new(step.Input.Run, step.ProcessId, step.IsGivenUp), mails, cancellationToken);
    }

    private async Task<Mailed<PartnershipSnapshot>> FollowAsync(
        Mailing<PartnershipRun> step, List<PartnershipMailStep> mails, CancellationToken cancellationToken)
    {
        var run = step.Input;
        var customer = await partnerships.FollowAsync(run.PartnerId, run.PartnershipId, cancellationToken)
            ?? throw new InvalidOperationException("Partnerships are never deleted.");
        if (customer.EndedAt is not null)
            mails.AddRange([new(PartnershipMail.EndedToPartner), new(PartnershipMail.EndedToCustomer)]);
        else if (customer.GrantsVersion > run.NotifiedVersion)
            mails.Add(new(PartnershipMail.Changed, Version: customer.GrantsVersion));
        var next = PartnershipSchedule.Next(customer, new DateTimeOffset(run.DoneUntil!.Value, TimeSpan.Zero));
        var snapshot = new PartnershipSnapshot(
            customer.EndedAt is null, customer.ReviewedAt is not null, customer.GrantsVersion, next?.Due.UtcDateTime, next?.Steps ?? []);
        return new(snapshot, !step.IsGivenUp && await mailing.SendAsync(step, mails, cancellationToken));
    }

    private async Task BeginAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(partnerId, cancellationToken) is { Value.IsPartner: true })
        {
            (await partnerships.BeginAsync(partnerId, customer, cancellationToken)).TryLaterIfContended();
            return;
        }

        var ended = await partnerships.EndAsync(partnerId, customer, new(PartnershipEnd.PartnerStatus, Actor.System), cancellationToken);
        ended.OrTryLater();
    }

    /// <summary>Prolongs grants on their last day, if the customer still wants that.</summary>
    private async Task ExtendAsync(PartnershipRun run, DateOnly day, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: { EndedAt: null } customer })
            return;
        await partnerships.ExtendAsync(customer.CustomerId, customer.Id, day, cancellationToken);
    }
}
