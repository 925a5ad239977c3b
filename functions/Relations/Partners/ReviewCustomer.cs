using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>
/// <c>POST /organizations/{organizationId}/customers/{customerId}/review</c>: the partner confirms that it has checked what was
/// granted and how the customer pays (<c>seeds/002…</c>). The review is a duty, not a condition: access counts from the
/// acceptance on.
/// </summary>
public sealed class ReviewCustomer(CustomerStore customers, InvitationStore invitations, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(ReviewCustomer))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Confirm the review of what a customer has granted",
        Description = "The partner is reminded until it confirms. Confirming again changes nothing. customerId is the id of the "
            + "request, or the customer number.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(CustomerNotDecided), typeof(PartnershipEnded), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/customers/{customerId}/review")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string customerId,
        CancellationToken cancellationToken)
    {
        if (await customers.ResolveAsync(organizationId, customerId, cancellationToken) is not { } partnershipId)
            return new NotFound();
        var now = time.GetUtcNow();
        return await changes.AnswerAsync(
            async () =>
            {
                if (await customers.FindAsync(organizationId, partnershipId, cancellationToken) is not { } customer)
                    return await RefuseRequestAsync(organizationId, partnershipId, cancellationToken);
                if (customer.Value.EndedAt is not null)
                    return new PartnershipEnded();
                if (customer.Value.ReviewedAt is not null)
                    return Answer.NoContent;
                var process = await PartnershipProcess.AnnounceAsync(processes, organizationId, partnershipId, cancellationToken);
                var reviewed = customer.Value with { ReviewedAt = now };
                var happened = CustomerStore.Event(AuditAction.CustomerReviewed, request.Actor(), reviewed);
                return CustomerStore.Change(new AuditedChange(organizationId, happened), customer, reviewed)
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(Answer.NoContent);
            },
            cancellationToken);
    }

    private async Task<Failure> RefuseRequestAsync(string organizationId, string partnershipId, CancellationToken cancellationToken) =>
        await invitations.FindAsync(organizationId, partnershipId, cancellationToken) switch
        {
            { Value: { Kind: InvitationKind.Customer, State: InvitationState.Pending } } => new CustomerNotDecided(),
            { Value.Kind: InvitationKind.Customer } => new PartnershipEnded(),
            _ => new NotFound(),
        };
}
