using Accounts.Access;
using Accounts.Access.Audit;
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
/// <c>DELETE /organizations/{organizationId}/contacts/{contactId}</c>: deletes a contact with its login, and the member or the open
/// invitation behind the login.
/// </summary>
public sealed class DeleteContact(ContactStore contacts, OrganizationStore organizations, ContactLogins logins, OrganizationChanges changes)
{
    [Function(nameof(DeleteContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Delete a contact",
        Description = "Its login ends with it. Invoices that were sent to it stay as they are.",
        Status = StatusCodes.Status204NoContent,
        MayMatch = true,
        Fails = [typeof(ActiveInvoiceContact), typeof(ScheduledInvoiceContact), typeof(MainContactStays), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "organizations/{organizationId}/contacts/{contactId}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        string contactId,
        CancellationToken cancellationToken)
    {
        if (contactId == Contact.MainId)
            return new MainContactStays();
        return await changes.AnswerAsync(
            async () =>
            {
                // Read the contact before the account: a switch to it in between changes its ETag, and an earlier switch is visible in
                // the account.
                if (await contacts.FindAsync(organizationId, contactId, cancellationToken) is not { } contact
                    || await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
                    return new NotFound();
                if ((ETags.CheckIfSent(request, contact.Value) ?? contact.Value.RefuseToLeaveInvoices(account.Value)) is { } refused)
                    return refused;
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.ContactDeleted, request.Actor(), contactId));
                if ((await logins.EndAsync(new(request, processes, change), contact.Value, cancellationToken)).Failure is { } locked)
                    return locked;
                await SearchProcess.AnnounceAsync(processes, change, "no-contact-" + contactId, cancellationToken);
                var count = await contacts.CountAsync(organizationId, cancellationToken);
                return change.Delete(contact).Replace(count, new ContactCount(count.Value.Contacts - 1)).Gives(Answer.NoContent);
            },
            cancellationToken);
    }
}
