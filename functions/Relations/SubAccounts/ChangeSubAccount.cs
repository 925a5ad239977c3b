using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// <c>PUT /organizations/{organizationId}/sub-accounts/{subAccountId}</c>: switches collective invoicing
/// (Sammelrechnung).
/// </summary>
public sealed class ChangeSubAccount(SubAccountStore subAccounts, OrganizationChanges changes, IOptions<PortalOptions> portal)
{
    [Function(nameof(ChangeSubAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Switch collective invoicing of a sub-account",
        Takes = typeof(SubAccountForm),
        Gives = typeof(SubAccountView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/sub-accounts/{subAccountId}")]
        HttpRequest request,
        string organizationId,
        string subAccountId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<SubAccountForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (form.CollectiveInvoice is not { } collective)
            return new InvalidFields([new FieldError("#/collectiveInvoice", "This is missing.", "true or false.")]);
        var happened = new AuditEvent(AuditAction.SubAccountChanged, request.Actor(), subAccountId)
            .With("collectiveInvoice", collective ? "true" : "false");
        return await changes.AnswerAsync(
            async () =>
            {
                if (await subAccounts.FindAsync(organizationId, subAccountId, cancellationToken) is not { } before)
                    return new NotFound();
                // Updates copied from the sub-account do not change the version, so the next round still matches the caller's ETag.
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                var after = before.Value with { CollectiveInvoice = collective, Version = before.Value.Version + 1 };
                return SubAccountStore.List(new AuditedChange(organizationId, happened), before, after)
                    .Gives(Answer.Ok(SubAccountView.Of(after, portal.Value), after));
            },
            cancellationToken);
    }
}

/// <summary>The settings of a sub-account that its main account decides.</summary>
public sealed record SubAccountForm
{
    /// <summary>Sammelrechnung: whether its invoices become a section of the main account's.</summary>
    [Required]
    public bool? CollectiveInvoice { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static SubAccountForm Example { get; } = new() { CollectiveInvoice = true };
}
