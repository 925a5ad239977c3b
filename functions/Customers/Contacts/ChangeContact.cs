using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>
/// <c>PUT /organizations/{organizationId}/contacts/{contactId}</c>: replaces a contact. The same transaction updates the account: its
/// person from the main contact, its invoice address from the active invoice contact.
/// </summary>
public sealed class ChangeContact(
    ContactStore contacts, OrganizationStore organizations, ContactLogins logins, IAccountCopies copies, InvoiceReroutings reroutings,
    OrganizationChanges changes)
{
    [Function(nameof(ChangeContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Replace a contact",
        Description =
            "Fields left out are cleared, except the login, which stays as it is. The contact person of the account follows the main "
                + "contact, and its invoice address the active invoice contact. To change that address, a login needs "
                + "paymentSettings.write; the former address and the legal representatives are notified.",
        Takes = typeof(ContactForm),
        Gives = typeof(ContactView),
        Changes = true,
        HasETag = true,
        Fails =
        [
            typeof(ActiveInvoiceContact),
            typeof(ScheduledInvoiceContact),
            typeof(MainContactStays),
            typeof(ContactHasLogin),
            typeof(EmailNotVerified),
            typeof(AlreadyMember),
            typeof(AlreadyInvited),
            typeof(TooManyOpenInvitations),
            typeof(TooManyMails),
            typeof(TemporarilyUnavailable),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/contacts/{contactId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ContactForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        // Background writes do not change the version, so the next round finds the same one.
        return await changes.AnswerAsync(
            async () =>
            {
                // Read the contact before the account: a switch to it in between changes its ETag, and an earlier switch is visible in
                // the account.
                if (await contacts.FindAsync(organizationId, contactId, cancellationToken) is not { } stored
                    || await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
                    return new NotFound();
                if (ETags.Check(request, stored.Value) is { } conflict)
                    return conflict;
                if (!ContactDraft.From(form, account.Value).Succeeded(out var draft, out var refused))
                    return refused;
                if (stored.Value.RefuseChange(draft, account.Value) is { } bound)
                    return bound;
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.ContactChanged, request.Actor(), contactId));
                var asking = new ContactRequest(request, processes, change);
                var login = await logins.ChangeAsync(asking, stored.Value.With(draft), form.Login, cancellationToken);
                if (!login.Succeeded(out var changed, out refused))
                    return refused;
                if (stored.Value.RefuseAddress(changed) is { } locked)
                    return locked;
                // A login that may write contacts must not have invoices sent to itself.
                if (stored.Value.Reroutes(changed, account.Value)
                    && !ActingMember.MayUse(request.Member(), Permission.PaymentSettingsWrite))
                    return Forbidden.InvoiceAddress;
                change.Replace(stored, changed);
                if (changed.Email != stored.Value.Email)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"contact-{contactId}-{changed.Version}");
                    await SearchProcess.AnnounceAsync(processes, change, name, cancellationToken);
                }

                await FollowAsync(asking, account, changed, cancellationToken);
                return change.Gives(Answer.Ok(ContactView.Of(organizationId, changed), changed));
            },
            cancellationToken);
    }

    /// <summary>Updates the account from the contact, and the main account's list from the person in it.</summary>
    private async Task FollowAsync(
        ContactRequest request, Stored<CustomerAccount> account, Contact changed, CancellationToken cancellationToken)
    {
        var following = changed.Lead(account.Value);
        if (following == account.Value)
            return;
        var version = following.Version + 1;
        request.Change.Replace(account, following with { Version = version });
        await reroutings.AddToAsync(
            request.Processes, request.Change, account.Value, following with { Version = version }, cancellationToken);
        if (following.Contact != account.Value.Contact
            && await copies.AnnounceAsync(request.Processes, request.OrganizationId, version, cancellationToken) is { } copying)
            request.Notify(copying);
    }
}
