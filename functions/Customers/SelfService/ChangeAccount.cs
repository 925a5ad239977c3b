using System.Globalization;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.Search;
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
/// <c>PUT /organizations/{organizationId}/account</c>: replaces the commercial data. The same transaction changes what depends on it: the
/// organization's name, the main contact, and the address of the active invoice contact.
/// </summary>
public sealed class ChangeAccount(
    OrganizationStore organizations,
    ContactStore contacts,
    PaymentProvider payments,
    IAccountCopies copies,
    InvoiceReroutings reroutings,
    OrganizationChanges changes,
    IOptions<ContactFormOptions> contactForm)
{
    [Function(nameof(ChangeAccount))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Replace the customer account of an organization",
        Description =
            "The country cannot change. With payment by card, the card on file stays if no cardToken is sent. A new VAT id starts "
                + "as pending.",
        Takes = typeof(AccountForm),
        Gives = typeof(AccountView),
        Changes = true,
        HasETag = true,
        Fails =
        [
            typeof(CountryIsFixed),
            typeof(CountryNotSelfService),
            typeof(CardTokenRefused),
            typeof(ContactHasLogin),
            typeof(TemporarilyUnavailable),
        ])]
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

        // Look up the card only once, and only when the change can still be made.
        Card? newCard = null;
        if (draft.CardToken is { } token)
        {
            if (await organizations.FindAccountAsync(organizationId, cancellationToken) is { } before
                && ETags.Check(request, before.Value) is { } late)
                return late;
            if (!(await payments.FindCardAsync(token, cancellationToken)).Succeeded(out newCard, out failure))
                return failure;
        }

        // Background writes, such as the answer of the tax register, must not fail a user's change. They do not change the version, so
        // the next round finds the same one. Another user's change then fails the check.
        return await changes.AnswerAsync(
            async () =>
            {
                if (await organizations.FindAccountAsync(organizationId, cancellationToken) is not { } stored)
                    return new NotFound();
                if (ETags.Check(request, stored.Value) is { } conflict)
                    return conflict;
                if (!AccountChange.Decide(stored.Value, draft, newCard).Succeeded(out var decided, out var refused))
                    return refused;
                var change = new AuditedChange(organizationId, new AuditEvent(AuditAction.AccountChanged, request.Actor()));
                change.Replace(stored, decided.After);
                if (await FollowAsync(change, decided, cancellationToken) is { } locked)
                    return locked;
                await AnnounceAsync(processes, change, decided, cancellationToken);
                await reroutings.AddToAsync(processes, change, stored.Value, decided.After, cancellationToken);
                return change.Gives(Answer.Ok(AccountView.Of(organizationId, decided.After), decided.After));
            },
            cancellationToken);
    }

    /// <summary>Changes the organization and the contacts that have the same data as the account.</summary>
    /// <returns>Null, or why one of them cannot change.</returns>
    private async Task<Failure?> FollowAsync(AuditedChange change, AccountChange decided, CancellationToken cancellationToken)
    {
        var (organizationId, after) = (change.PartitionKey, decided.After);
        if (decided.Renames && await organizations.FindAsync(organizationId, cancellationToken) is { } organization)
            change.Replace(organization, organization.Value with { Name = after.Company.Name, Version = organization.Value.Version + 1 });
        if (decided.ChangesPerson && await contacts.FindAsync(organizationId, Contact.MainId, cancellationToken) is { } main)
            change.Replace(main, main.Value.With(after.Contact));
        if (decided.ChangesInvoiceEmail
            && await contacts.FindAsync(organizationId, after.InvoiceContactId, cancellationToken) is { } invoice)
        {
            // An address that is used to sign in must not be replaced as a side effect.
            if (invoice.Value.Login is { IsOpen: true })
                return new ContactHasLogin();
            change.Replace(invoice, invoice.Value with { Email = after.InvoiceEmail, Version = invoice.Value.Version + 1 });
        }

        return null;
    }

    /// <summary>Announces the processes before the change and notifies them after it, so that neither exists without the other.</summary>
    private async Task AnnounceAsync(
        DurableTaskClient processes, AuditedChange change, AccountChange decided, CancellationToken cancellationToken)
    {
        var (organizationId, version) = (change.PartitionKey, decided.After.Version);
        if (decided.Renames)
            Notify(await MembershipProcess.AnnounceAsync(processes, organizationId, version, cancellationToken));
        if (decided.ChangesWhatIsListed && await copies.AnnounceAsync(processes, organizationId, version, cancellationToken) is { } copying)
            Notify(copying);
        if (decided.ChangesWhatIsFound)
        {
            var name = "account-" + version.ToString(CultureInfo.InvariantCulture);
            await SearchProcess.AnnounceAsync(processes, change, name, cancellationToken);
        }

        if (decided.NewVatId is { } vatId)
        {
            await TaxIdCheck.StartAsync(processes, organizationId, vatId, version, cancellationToken);
            Notify(TaxIdCheck.ProcessId(organizationId, vatId, version));
        }

        void Notify(string process) => change.Then(() => processes.NotifyAsync(process));
    }
}
