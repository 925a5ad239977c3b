using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary><c>POST /organizations/{organizationId}/contacts</c>: a contact from scratch, or a copy of another (<c>seeds/001…</c>).</summary>
public sealed class CreateContact(ContactStore contacts, OrganizationStore organizations, ContactLogins logins, TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(CreateContact))]
    [Allow(Who.LegalRepresentative | Who.Admin, Permission.ContactsWrite)]
    [Operation(
        "Create a contact",
        Description = "From scratch, or with copyFrom as a copy: address, phone and language come from the source where the body leaves them out, and without an email of its own the copy is the same person under the same address. An enabled login sends an invitation to the address.",
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
        for (var round = 0; round < ContactStore.MaxRounds; round++)
        {
            if (await TryCreateAsync(new ContactRequest(request, processes, organizationId, round), form, creating, cancellationToken) is { } answer)
                return answer;
        }

        return new TemporarilyUnavailable();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryCreateAsync(ContactRequest request, NewContactForm form, CreatingRequest creating, CancellationToken cancellationToken)
    {
        var (organizationId, now) = (request.OrganizationId, time.GetUtcNow());
        if (await contacts.EarlierAnswerAsync(organizationId, creating, now, cancellationToken) is { } earlier)
            return earlier;
        if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } account)
            return new NotFound();
        var source = form.CopyFrom is { } copied ? (await contacts.FindAsync(organizationId, copied, cancellationToken))?.Value : null;
        if (form.CopyFrom is not null && source is null)
            return new InvalidFields([new FieldError("#/copyFrom", "There is no such contact.", "main, or the id of a contact of this organization.")]);
        if (!ContactDraft.From(form, account.Value, source).Succeeded(out var draft, out var failure))
            return failure;
        if (draft.Group == ContactGroup.Main)
            return new InvalidFields([new FieldError("#/group", "There is a main contact already, and only one.", "One of technical, support, invoices.")]);
        var count = await contacts.CountAsync(organizationId, cancellationToken);
        if (count.Value.Contacts >= ContactCount.Limit)
            return new TooManyContacts(ContactCount.Limit);

        var contact = Contact.New(Ids.New(now), draft) with { CopiedFrom = source?.Id };
        if (!(await logins.ChangeAsync(request, contact, form.Login, cancellationToken)).Succeeded(out var login, out failure))
            return failure;
        var location = $"/api/organizations/{organizationId}/contacts/{contact.Id}";
        var answer = Answer.Created(location, ContactView.Of(organizationId, login.Contact), contact.Version);
        var written = await contacts.TryWriteAsync(
            organizationId,
            [
                creating.AnswerRow(organizationId, answer, now),
                Writes.Add(organizationId, ContactKeys.Contact(contact.Id), login.Contact),
                Writes.Put(organizationId, count with { Value = new ContactCount(count.Value.Contacts + 1) }),
                .. login.Writes,
            ],
            new AuditEvent(AuditAction.ContactCreated, request.Http.Actor(), contact.Id),
            cancellationToken);
        if (!written)
            return null;
        if (login.Process is { } process)
            await request.Processes.TellAsync(process);
        return answer;
    }
}
