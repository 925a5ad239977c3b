using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>
/// <c>PUT /organizations/{organizationId}/contacts/{contactId}</c>: replaces a contact. The account follows in the same
/// transaction: its person the main contact, its invoice address the active invoice contact.
/// </summary>
public sealed class ChangeContact(ContactStore contacts, OrganizationStore organizations, ContactLogins logins, IAccountCopies copies)
{
    /// <summary>The function.</summary>
    [Function(nameof(ChangeContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Replace a contact",
        Description = "Fields left out are cleared, but for the login, which stays as it is. The account's person follows the main contact, its invoice address the active invoice contact.",
        Takes = typeof(ContactForm),
        Gives = typeof(ContactView),
        Changes = true,
        HasETag = true,
        Fails =
        [
            typeof(ActiveInvoiceContact), typeof(ScheduledInvoiceContact), typeof(MainContactStays), typeof(ContactHasLogin), typeof(EmailNotVerified),
            typeof(AlreadyMember), typeof(AlreadyInvited), typeof(TooManyOpenInvitations), typeof(TooManyMails), typeof(TemporarilyUnavailable),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/contacts/{contactId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ContactForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        // What is written in the background leaves the version alone: the next round finds the same one.
        for (var round = 0; round < ContactStore.MaxRounds; round++)
        {
            // The contact before the account: a switch to it in between changes its tag, an earlier one shows in the account.
            if (await contacts.FindAsync(organizationId, contactId, cancellationToken) is not { } stored
                || await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
                return new NotFound();
            if (ETags.Check(request, stored.Value.Version) is { } conflict)
                return conflict;
            if (await TryChangeAsync(new ContactRequest(request, processes, organizationId, round), stored, account, form, cancellationToken) is { } answer)
                return answer;
        }

        return new TemporarilyUnavailable();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryChangeAsync(ContactRequest request, Stored<Contact> stored, Stored<CustomerAccount> account, ContactForm form, CancellationToken cancellationToken)
    {
        if (!ContactDraft.From(form, account.Value).Succeeded(out var draft, out var failure))
            return failure;
        if (stored.Value.RefuseChange(draft, account.Value) is { } refused)
            return refused;
        if (!(await logins.ChangeAsync(request, stored.Value.With(draft), form.Login, cancellationToken)).Succeeded(out var login, out failure))
            return failure;
        var changed = login.Contact;
        if (stored.Value.Login is { IsOpen: true } && changed.Login is { IsOpen: true } && !stored.Value.HasAddress(draft.Email))
            return new ContactHasLogin();

        List<TableTransactionAction> writes = [Writes.Put(request.OrganizationId, stored with { Value = changed }), .. login.Writes];
        string? copying = null;
        if (changed.Lead(account.Value) is var following && following != account.Value)
        {
            writes.Add(Writes.Put(request.OrganizationId, account with { Value = following with { Version = following.Version + 1 } }));
            if (following.Contact != account.Value.Contact)
                copying = await copies.AnnounceAsync(request.Processes, request.OrganizationId, following.Version + 1, cancellationToken);
        }

        if (!await contacts.TryWriteAsync(request.OrganizationId, writes, new AuditEvent(AuditAction.ContactChanged, request.Http.Actor(), changed.Id), cancellationToken))
            return null;
        foreach (var process in new[] { login.Process, copying }.OfType<string>())
            await request.Processes.TellAsync(process);
        return Answer.Ok(ContactView.Of(request.OrganizationId, changed), changed.Version);
    }
}
