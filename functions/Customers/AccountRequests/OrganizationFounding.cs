using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.AccountRequests;

/// <summary>Makes the organization of an approved request, with its owner when known, in one transaction.</summary>
public sealed class OrganizationFounding(
    TableServiceClient tables, AccountRequestStore requests, UserDirectory directory, OrganizationChanges changes, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>
    /// Uses the customer number of the request, or another one when that is taken. Idempotent: an existing organization is returned.
    /// </summary>
    public async Task<Founded> FoundAsync(string requestId, CancellationToken cancellationToken)
    {
        string? taken = null;
        var outcome = await changes.RunAsync<Founded>(
            async () =>
            {
                var request = await FindAsync(requestId, cancellationToken);
                if (taken is not null && request.Value.OrganizationId == taken)
                {
                    // The number was taken by an earlier run for this request, or by another organization.
                    if (await _organizations.FindAsync<Founded>(taken, OriginKeys.Origin(requestId), cancellationToken) is { } made)
                        return made.Value;
                    var renumbered = request.Value with { OrganizationId = CustomerNumber.Random().ToString() };
                    await requests.TryChangeAsync(request, renumbered, cancellationToken);
                    request = await FindAsync(requestId, cancellationToken);
                }

                taken = request.Value.OrganizationId ?? throw new InvalidOperationException("Only approved requests have a number.");
                var owner = await directory.FindAsync(request.Value.EmailKey, cancellationToken);
                var founded = new Founded(taken, owner?.UserId);
                var happened = new AuditEvent(AuditAction.AccountCreated, Actor.System, taken).With("accountRequest", requestId);
                return AccountOf(request.Value, owner, time.GetUtcNow())
                    .AddTo(new AuditedChange(taken, happened) { IsFirst = true })
                    .Add(OriginKeys.Origin(requestId), founded)
                    .Gives(founded);
            },
            cancellationToken);
        return outcome.OrTryLater();
    }

    private async Task<Stored<AccountRequest>> FindAsync(string requestId, CancellationToken cancellationToken) =>
        await requests.FindAsync(requestId, cancellationToken) ?? throw new InvalidOperationException("The request is gone.");

    /// <summary>The account of a company without self-service. Sales adds tax and register ids later.</summary>
    private static NewAccount AccountOf(AccountRequest request, KnownUser? owner, DateTimeOffset now)
    {
        var main = new Contact(
            Contact.MainId,
            ContactGroup.Main,
            Salutation: null,
            request.FirstName,
            request.LastName,
            request.Email,
            Phone: null,
            request.Language,
            Version: 1);
        var invoice = main with { Id = Ids.New(now), Group = ContactGroup.Invoices };
        return new NewAccount(
            new Organization(
                Id: "",
                request.Company.Name,
                OrganizationState.Active,
                IsPartner: false,
                LegalRepresentatives: owner is null ? 0 : 1,
                now,
                Version: 1),
            new CustomerAccount
            {
                Country = request.Company.Address.Country,
                Contact = new ContactPerson(Salutation.Mx, request.FirstName, request.LastName, Phone: null),
                Company = request.Company,
                VatId = null,
                RegisterNumber = null,
                TaxIdStatus = null,
                Payment = new Payment(PaymentMethod.Invoice, Card: null),
                InvoiceContactId = invoice.Id,
                InvoiceEmail = invoice.Email,
                Language = request.Language,
                Version = 1,
            },
            owner is null ? null : new Member(owner.UserId, request.Email, owner.Name, Role.LegalRepresentative, now, Version: 1),
            main,
            invoice);
    }
}

/// <summary>An organization that was made from a request.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="OwnerId">The user who owns it; null when the owner must be invited.</param>
public sealed record Founded(string OrganizationId, string? OwnerId);
