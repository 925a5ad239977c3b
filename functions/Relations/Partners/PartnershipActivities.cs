using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Relations.Partners;

/// <summary>The state of a partnership, for its process.</summary>
/// <param name="IsLasting">Whether it has not ended.</param>
/// <param name="IsReviewed">Whether the partner has confirmed its review.</param>
/// <param name="Version">Version of the grants.</param>
/// <param name="Due">When the next steps are due, in UTC; null when there are none.</param>
/// <param name="Steps">The next steps.</param>
public sealed record PartnershipSnapshot(bool IsLasting, bool IsReviewed, int Version, DateTime? Due, IReadOnlyList<PartnershipStep> Steps);

/// <summary>One round of the process.</summary>
/// <param name="Run">State of the process.</param>
/// <param name="Steps">The steps that are due.</param>
public sealed record PartnershipRound(PartnershipRun Run, IReadOnlyList<PartnershipStep> Steps);

/// <summary>A mail of the process.</summary>
/// <param name="Mail">Which mail.</param>
/// <param name="Step">The step that is due, for reminders and notices.</param>
/// <param name="Version">Version of the grants, when they have changed.</param>
public sealed record PartnershipMailStep(PartnershipMail Mail, PartnershipStep? Step = null, int Version = 0);

/// <summary>The mails of the process.</summary>
public enum PartnershipMail
{
    /// <summary>To the partner: the customer accepted; please review.</summary>
    Review,

    /// <summary>To the partner: the review is still open.</summary>
    ReviewReminder,

    /// <summary>To the partner: the grants have changed.</summary>
    Changed,

    /// <summary>To the partner: grants end, or are extended.</summary>
    EndNoticeToPartner,

    /// <summary>The same to the customer.</summary>
    EndNoticeToCustomer,

    /// <summary>To the partner: the partnership has ended.</summary>
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
    /// <summary>Gives the partner's members access, unless the organization is no longer a partner, and asks for the review.</summary>
    /// <returns>The state of the partnership, with both sides updated; null when there is none.</returns>
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
    /// Does the steps that are due, and updates both sides. The partner is notified of changed grants, both sides of the end.
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

    /// <summary>Extends grants on their last day, if the customer still wants that.</summary>
    private async Task ExtendAsync(PartnershipRun run, DateOnly day, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: { EndedAt: null } customer })
            return;
        await partnerships.ExtendAsync(customer.CustomerId, customer.Id, day, cancellationToken);
    }
}
