using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary><c>PUT /organizations/{organizationId}/partner-status</c>: an operator gives or takes partner status.</summary>
public sealed class ChangePartnerStatus(OrganizationStore organizations, OrganizationChanges changes)
{
    [Function(nameof(ChangePartnerStatus))]
    [Allow(Who.Operator)]
    [Operation(
        "Grant or withdraw partner status",
        Description = "After a withdrawal, the partner's members are refused at all customers from their next request on. A process then "
            + "withdraws the open requests, ends the partnerships and notifies both sides. The ETag is the organization's.",
        Takes = typeof(PartnerStatusForm),
        Gives = typeof(OrganizationView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/partner-status")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<PartnerStatusForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (form.IsPartner is not { } isPartner)
            return new InvalidFields([new FieldError("#/isPartner", "This is missing.", "true or false.")]);

        return await changes.AnswerAsync(
            async () =>
            {
                if (await organizations.FindAsync(organizationId, cancellationToken) is not { } before)
                    return new NotFound();
                // The count of legal representatives is in the same row but does not change the version: the next round still
                // matches.
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                if (before.Value.IsPartner == isPartner)
                    return Answer.Ok(OrganizationView.Of(before.Value), before.Value);

                var after = before.Value with { IsPartner = isPartner, Version = before.Value.Version + 1 };
                // The members' own lists say whether there are customers. Without the status, partnerships end.
                List<string> following =
                [
                    await MembershipProcess.AnnounceStatusAsync(processes, organizationId, after.Version, cancellationToken),
                ];
                if (!isPartner)
                    following.Add(await PartnerStatusProcess.AnnounceAsync(processes, organizationId, after.Version, cancellationToken));
                var change = new AuditedChange(organizationId, Happened(request, isPartner)).Replace(before, after);
                foreach (var process in following)
                    change.Then(() => processes.NotifyAsync(process));
                return change.Gives(Answer.Ok(OrganizationView.Of(after), after));
            },
            cancellationToken);
    }

    private static AuditEvent Happened(HttpRequest request, bool isPartner) =>
        new AuditEvent(AuditAction.PartnerStatusChanged, request.Actor()).With("isPartner", isPartner ? "true" : "false");
}

/// <summary>The body of a change of partner status.</summary>
public sealed record PartnerStatusForm
{
    /// <summary>Whether the organization is a partner.</summary>
    [Required]
    public bool? IsPartner { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static PartnerStatusForm Example { get; } = new() { IsPartner = true };
}
