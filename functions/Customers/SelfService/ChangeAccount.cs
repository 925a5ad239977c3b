using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.TaxIds;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.SelfService;

/// <summary>
/// <c>PUT /organizations/{organizationId}/account</c>: replaces the commercial data. What follows from it changes in the
/// same transaction: the organization's name, the main contact, and the address of the active invoice contact.
/// </summary>
public sealed class ChangeAccount(
    OrganizationStore organizations,
    ContactStore contacts,
    PaymentProvider payments,
    IAccountCopies copies,
    IOptions<ContactFormOptions> contactForm)
{
    private const int MaxRounds = 5;

    /// <summary>The function.</summary>
    [Function(nameof(ChangeAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Replace the customer account of an organization",
        Description = "The country is fixed. With payment by card, a card already on file stays when no cardToken is sent. A new VAT id starts as pending.",
        Takes = typeof(AccountForm),
        Gives = typeof(AccountView),
        Changes = true,
        HasETag = true,
        Fails = [typeof(CountryIsFixed), typeof(CountryNotSelfService), typeof(CardTokenRefused), typeof(ContactHasLogin), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/account")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<AccountForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (!AccountDraft.From(form, contactForm.Value.Url).Succeeded(out var draft, out failure))
            return failure;

        // Asked once, and only for a change that can still be made.
        Card? newCard = null;
        if (draft.CardToken is { } token)
        {
            if (await organizations.FindAccountAsync(organizationId, cancellationToken) is { } before && ETags.Check(request, before.Value.Version) is { } late)
                return late;
            if (!(await payments.FindCardAsync(token, cancellationToken)).Succeeded(out newCard, out failure))
                return failure;
        }

        // What is written in the background, such as the answer of the tax register, must not fail a user's change: it
        // leaves the version alone, so the next round finds the same one. Somebody else's change fails the check then.
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } stored)
                return new NotFound();
            if (ETags.Check(request, stored.Value.Version) is { } conflict)
                return conflict;
            if (await TryReplaceAsync(processes, request.Actor(), organizationId, stored, draft, newCard, cancellationToken) is { } answer)
                return answer;
        }

        return new ChangedMeanwhile();
    }

    /// <returns>Null when one of the rows has changed meanwhile.</returns>
    private async Task<IResult?> TryReplaceAsync(DurableTaskClient processes, Actor actor, string organizationId, Stored<CustomerAccount> stored, AccountDraft draft, Card? newCard, CancellationToken cancellationToken)
    {
        if (draft.Country.ToString() != stored.Value.Country)
            return new CountryIsFixed();

        var card = draft.PaymentMethod == PaymentMethod.Card ? newCard ?? stored.Value.Payment.Card : null;
        if (draft.PaymentMethod == PaymentMethod.Card && card is null)
            return SelfServiceOpening.CardTokenMissing;
        if (draft.PaymentMethod == PaymentMethod.MainAccount && stored.Value.Payment.Method != PaymentMethod.MainAccount)
            return SelfServiceOpening.NoMainAccountPays;

        var changed = stored with { Value = stored.Value.With(draft, card) };
        var renamed = await RenamedAsync(organizationId, stored.Value, changed.Value, cancellationToken);
        var followers = await FollowersAsync(organizationId, stored.Value, changed.Value, cancellationToken);
        if (followers.Any(contact => contact.Value.Login is { IsOpen: true } && contact.Value.Id != Contact.MainId))
            return new ContactHasLogin();
        // What follows is announced before and told after the change, so that neither is there without the other.
        var listing = renamed is null ? null : await MembershipProcess.AnnounceAsync(processes, organizationId, changed.Value.Version, cancellationToken);
        var copying = stored.Value.Company != changed.Value.Company || stored.Value.Contact != changed.Value.Contact
            ? await copies.AnnounceAsync(processes, organizationId, changed.Value.Version, cancellationToken)
            : null;
        if (changed.Value.VatId is { } vatId && vatId != stored.Value.VatId)
            await TaxIdCheck.StartAsync(processes, organizationId, vatId, changed.Value.Version, cancellationToken);
        var following = followers.Select(contact => Writes.Put(organizationId, contact));
        var happened = new AuditEvent(AuditAction.AccountChanged, actor);
        if (!await organizations.TryChangeAsync(organizationId, changed, renamed, following, happened, cancellationToken))
            return null;
        foreach (var process in new[] { listing, copying }.OfType<string>())
            await processes.TellAsync(process);
        if (changed.Value.VatId is { } written && written != stored.Value.VatId)
            await processes.TellAsync(TaxIdCheck.ProcessId(organizationId, written, changed.Value.Version));
        return Answer.Ok(AccountView.Of(organizationId, changed.Value), changed.Value.Version);
    }

    private async Task<Stored<Organization>?> RenamedAsync(string organizationId, CustomerAccount before, CustomerAccount after, CancellationToken cancellationToken)
    {
        if (before.Company.Name == after.Company.Name || await organizations.FindAsync(organizationId, cancellationToken) is not { } organization)
            return null;
        return organization with { Value = organization.Value with { Name = after.Company.Name, Version = organization.Value.Version + 1 } };
    }

    private async Task<List<Stored<Contact>>> FollowersAsync(string organizationId, CustomerAccount before, CustomerAccount after, CancellationToken cancellationToken)
    {
        List<Stored<Contact>> followers = [];
        if (before.Contact != after.Contact && await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken) is { } main)
            followers.Add(main with { Value = main.Value.With(after.Contact) });
        if (before.InvoiceEmail != after.InvoiceEmail && await contacts.FindAsync(organizationId, after.InvoiceContactId, cancellationToken) is { } invoice)
            followers.Add(invoice with { Value = invoice.Value with { Email = after.InvoiceEmail, Version = invoice.Value.Version + 1 } });
        return followers;
    }
}
