using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.Partners;

/// <summary>What the process needs to know of a partnership.</summary>
/// <param name="IsLasting">Whether it has not ended.</param>
/// <param name="IsReviewed">Whether the partner has confirmed its review.</param>
/// <param name="Version">Of the grants.</param>
/// <param name="Due">When something falls due next, in UTC; null when nothing does.</param>
/// <param name="Steps">What that is.</param>
public sealed record PartnershipGlance(bool IsLasting, bool IsReviewed, int Version, DateTime? Due, IReadOnlyList<PartnershipStep> Steps);

/// <summary>Grants to be prolonged.</summary>
/// <param name="PartnerId">The partner.</param>
/// <param name="PartnershipId">The partnership.</param>
/// <param name="Day">Their last day.</param>
public sealed record GrantExtension(string PartnerId, string PartnershipId, DateOnly Day);

/// <summary>A mail of the process.</summary>
/// <param name="Run">Of which partnership.</param>
/// <param name="Mail">Which mail.</param>
/// <param name="Step">What fell due, for reminders and notices.</param>
/// <param name="Version">Of the grants, when they have changed.</param>
/// <param name="ProcessId">Makes the mail one, however often the step runs.</param>
public sealed record PartnershipMailStep(PartnershipRun Run, PartnershipMail Mail, PartnershipStep? Step, int Version, string ProcessId);

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
    InvitationStore invitations,
    OrganizationStore organizations,
    PartnershipReceivers receivers,
    Mailer mailer,
    IOptions<PortalOptions> portal,
    TimeProvider time)
{
    /// <summary>How the partnership stands, with both sides brought up to date; null while there is none.</summary>
    [Function(nameof(LookAtPartnership))]
    public async Task<PartnershipGlance?> LookAtPartnership([ActivityTrigger] PartnershipRun run, CancellationToken cancellationToken)
    {
        if (await partnerships.FollowAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { } customer)
            return null;
        var next = PartnershipSchedule.Next(customer, new DateTimeOffset(run.DoneUntil!.Value, TimeSpan.Zero));
        return new(customer.EndedAt is null, customer.ReviewedAt is not null, customer.GrantsVersion, next?.Due.UtcDateTime, next?.Steps ?? []);
    }

    /// <summary>Lets the partner's people in, unless it is no partner any more.</summary>
    [Function(nameof(BeginPartnership))]
    public async Task BeginPartnership([ActivityTrigger] PartnershipRun run, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: { EndedAt: null } customer })
            return;
        if (await organizations.FindAsync(run.PartnerId, cancellationToken) is not { Value.IsPartner: true })
            await EndAsync(run.PartnerId, customer, cancellationToken);
        else if (await partnerships.BeginAsync(run.PartnerId, customer, cancellationToken) is TemporarilyUnavailable)
            throw new TimeoutException("The partnership could not be begun.");
    }

    /// <summary>Prolongs grants on their last day, if the customer still wants that.</summary>
    [Function(nameof(ExtendGrants))]
    public async Task ExtendGrants([ActivityTrigger] GrantExtension extension, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(extension.PartnerId, extension.PartnershipId, cancellationToken) is not { Value: { EndedAt: null } customer })
            return;
        await partnerships.ExtendAsync(customer.CustomerId, customer.Id, extension.Day, cancellationToken);
    }

    /// <summary>Sends one mail, unless it has become pointless meanwhile.</summary>
    [Function(nameof(SendPartnershipMail))]
    public async Task SendPartnershipMail([ActivityTrigger] PartnershipMailStep step, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(step.Run.PartnerId, step.Run.PartnershipId, cancellationToken) is not { Value: var customer }
            || await invitations.FindAsync(step.Run.PartnerId, step.Run.PartnershipId, cancellationToken) is not { Value: var request })
            return;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var toCustomer = step.Mail is PartnershipMail.EndNoticeToCustomer or PartnershipMail.EndedToCustomer;
        var receiver = toCustomer
            ? await receivers.FindAsync(customer.CustomerId, customer.AcceptedBy, cancellationToken)
            : await receivers.FindAsync(step.Run.PartnerId, Representative.Of(request.InvitedBy), cancellationToken);
        if (receiver is null || PartnershipTexts.Of(step, customer, request.OrganizationName, receiver, today, portal.Value.BaseUrl!) is not { } content)
            return;
        var operation = OperationId.Of(step.ProcessId, FormattableString.Invariant($"{step.Mail}-{step.Version}-{step.Step?.Days}-{step.Step?.Day:O}"));
        await mailer.SendAsync(operation, receiver.Email, content, cancellationToken);
    }

    private async Task EndAsync(string partnerId, ManagedCustomer customer, CancellationToken cancellationToken)
    {
        var ended = await partnerships.EndAsync(partnerId, customer, PartnershipEnd.PartnerStatus, Actor.System, cancellationToken);
        ended.OrTryLater();
    }
}
