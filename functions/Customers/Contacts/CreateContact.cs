using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>
/// <c>POST /organizations/{organizationId}/contacts</c>: a contact from scratch, or a copy of another (<c>seeds/001…</c>).
/// </summary>
public sealed class CreateContact(
    ContactStore contacts, OrganizationStore organizations, ContactLogins logins, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(CreateContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Create a contact",
        Description =
            "With copyFrom, the contact is a copy: address, phone and language come from the source if the body leaves them out, and "
                + "without an email of its own, the copy is the same person with the same address. If the login is enabled, an "
                + "invitation is sent to the address.",
        Takes = typeof(NewContactForm),
        Gives = typeof(ContactView),
        Status = StatusCodes.Status201Created,
        Creates = true,
        HasETag = true,
        HasLocation = true,
        Fails =
        [
            typeof(TooManyContacts), typeof(EmailNotVerified), typeof(AlreadyMember), typeof(AlreadyInvited),
            typeof(TooManyOpenInvitations), typeof(TooManyMails), typeof(TemporarilyUnavailable),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/contacts")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<NewContactForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!CreatingRequest.From(request, request.Caller().UserId, nameof(CreateContact), form).Succeeded(out var creating, out failure))
            return failure;
        // One id for all rounds, so that a retry is about the same contact.
        var id = Ids.New(time.GetUtcNow());
        return await changes.AnswerOnceAsync(
            organizationId,
            creating,
            async () =>
            {
                if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
                    return new NotFound();
                var source = form.CopyFrom is { } copied
                    ? (await contacts.FindAsync(organizationId, copied, cancellationToken))?.Value
                    : null;
                if (form.CopyFrom is not null && source is null)
                    return NoSuchSource;
                if (!ContactDraft.From(form, account.Value, source).Succeeded(out var draft, out var refused))
                    return refused;
                if (draft.Group == ContactGroup.Main)
                    return OneMainContact;
                var count = await contacts.CountAsync(organizationId, cancellationToken);
                if (count.Value.Contacts >= ContactCount.Limit)
                    return new TooManyContacts(ContactCount.Limit);

                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.ContactCreated, request.Actor(), id));
                var wished = Contact.New(id, draft) with { CopiedFrom = source?.Id };
                var login = await logins.ChangeAsync(new(request, processes, change), wished, form.Login, cancellationToken);
                if (!login.Succeeded(out var contact, out refused))
                    return refused;
                await SearchProcess.AnnounceAsync(processes, change, "contact-" + id, cancellationToken);
                var location = $"/api/organizations/{organizationId}/contacts/{id}";
                return change
                    .Add(ContactStore.New(contact))
                    .Replace(count, new ContactCount(count.Value.Contacts + 1))
                    .Gives(Answer.Created(location, ContactView.Of(organizationId, contact), contact));
            },
            cancellationToken);
    }

    private static InvalidFields NoSuchSource { get; } =
        new([new FieldError("#/copyFrom", "There is no such contact.", "main, or the id of a contact of this organization.")]);

    private static InvalidFields OneMainContact { get; } =
        new([new FieldError("#/group", "There is already a main contact, the only one.", "One of technical, support, invoices.")]);
}
