using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary><c>DELETE /organizations/{organizationId}/contacts/{contactId}</c>: with its login, and the member or the open invitation behind it.</summary>
public sealed class DeleteContact(ContactStore contacts, OrganizationStore organizations, ContactLogins logins)
{
    /// <summary>The function.</summary>
    [Function(nameof(DeleteContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Delete a contact",
        Description = "Its login ends with it. Invoices that were sent to it stay as they are.",
        Status = StatusCodes.Status204NoContent,
        Fails = [typeof(ActiveInvoiceContact), typeof(ScheduledInvoiceContact), typeof(MainContactStays), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/contacts/{contactId}")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken)
    {
        if (contactId == Contact.MainId)
            return new MainContactStays();
        for (var round = 0; round < ContactStore.MaxRounds; round++)
        {
            // The contact before the account: a switch to it in between changes its tag, an earlier one shows in the account.
            if (await contacts.FindAsync(organizationId, contactId, cancellationToken) is not { } contact
                || await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
                return new NotFound();
            if (contact.Value.RefuseToLeaveInvoices(account.Value) is { } refused)
                return refused;
            var ending = await logins.EndAsync(new ContactRequest(request, processes, organizationId, round), contact.Value, cancellationToken);
            if (!ending.Succeeded(out var login, out var failure))
                return failure;
            var count = await contacts.CountAsync(organizationId, cancellationToken);
            var written = await contacts.TryWriteAsync(
                organizationId,
                [
                    Writes.Delete(organizationId, contact),
                    Writes.Put(organizationId, count with { Value = new ContactCount(count.Value.Contacts - 1) }),
                    .. login.Writes,
                ],
                new AuditEvent(AuditAction.ContactDeleted, request.Actor(), contactId),
                cancellationToken);
            if (!written)
                continue;
            if (login.Process is { } process)
                await processes.TellAsync(process);
            return Answer.NoContent;
        }

        return new TemporarilyUnavailable();
    }
}
