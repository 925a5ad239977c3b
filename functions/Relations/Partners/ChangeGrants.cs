using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Relations.Partners;

/// <summary>
/// <c>PUT /organizations/{organizationId}/partners/{partnerId}/grants</c>: the customer adds, removes and limits what a
/// partner may do.
/// </summary>
public sealed class ChangeGrants(DelegationStore delegations, PartnerStore partners, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(ChangeGrants))]
    [Allow(Who.LegalRepresentative)]
    [Operation(
        "Replace what a partner may do",
        Description = "Takes effect with the partner's next request; the partner is notified by mail. Grants in force may be kept "
            + "unchanged until their last day. To remove all grants, end the partnership. The ETag is the one in the list of partners.",
        Takes = typeof(GrantsForm),
        Gives = typeof(PartnerView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/partners/{partnerId}/grants")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string partnerId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<GrantsForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        return await changes.AnswerAsync(
            async () =>
            {
                if (!Ids.IsWellFormed(partnerId)
                    || await delegations.FindPartnerAsync(organizationId, partnerId, cancellationToken) is not { } delegation
                    || await partners.FindAsync(organizationId, delegation.Value.Id, cancellationToken)
                        is not { Value.EndedAt: null } record)
                    return new NotFound();
                // A rename of the partner does not change the version, so the next round still matches the caller's ETag.
                if (ETags.Check(request, record.Value) is { } conflict)
                    return conflict;
                if (!form.Change(record.Value, today).Succeeded(out var changed, out var refused))
                    return refused;
                var process = await PartnershipProcess.AnnounceAsync(processes, partnerId, changed.Id, cancellationToken);
                var happened = PartnerStore.Event(AuditAction.PartnerGrantsChanged, request.Actor(), changed);
                return PartnerStore.Change(organizationId, record, changed, happened)
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(Answer.Ok(PartnerView.Of(changed, today), changed));
            },
            cancellationToken);
    }
}

/// <summary>The body of a change of grants.</summary>
public sealed record GrantsForm
{
    /// <summary>All that the partner may do from now on: 1 to 50 entries, none of which another includes.</summary>
    [Required]
    [Length(1, Partners.Grants.Max)]
    public IReadOnlyList<GrantForm>? Grants { get; init; }

    /// <summary>Whether each grant is extended by six months on its last day.</summary>
    [Required]
    public bool? AutoExtend { get; init; }

    /// <summary>The partnership with these grants; all faults are reported at once.</summary>
    internal Outcome<PartnerRecord> Change(PartnerRecord before, DateOnly today)
    {
        var errors = new FieldErrors();
        var grants = Partners.Grants.Parse("grants", Grants, today, before.Grants, errors);
        if (AutoExtend is null)
            errors.Add("autoExtend", "This is missing.", "true or false.");
        return errors.None ? before.With(grants!, AutoExtend!.Value) : errors.Failure;
    }

    /// <summary>For the interface's documentation.</summary>
    public static GrantsForm Example { get; } = new() { Grants = [GrantForm.ExampleOn(Product.Cloud, Right.Manage)], AutoExtend = false };
}
