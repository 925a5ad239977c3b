using System.Globalization;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.TaxIds;

/// <summary>The input of <see cref="TaxIdCheckProcess"/>.</summary>
/// <param name="OrganizationId">The organization that has the id.</param>
/// <param name="VatId">The id, canonical.</param>
/// <param name="AccountVersion">The version of the account that has, or is about to have, this id for the first time.</param>
public sealed record TaxIdCheck(string OrganizationId, string VatId, int AccountVersion)
{
    /// <summary>
    /// Id of the process for an id that an account has from a version on. It includes the VAT id: when two concurrent changes make the
    /// same version, only one is stored, and the check of the other must not take its place. The VAT id is hashed, because ids of
    /// processes appear in addresses and logs.
    /// </summary>
    public static string ProcessId(string organizationId, string vatId, int accountVersion) =>
        string.Create(CultureInfo.InvariantCulture, $"tax-id-{organizationId}-{accountVersion}-{Hashes.Of(vatId)[..8]}");

    /// <summary>Starts the check, unless it is running. May be called just before that version is written.</summary>
    public static Task StartAsync(
        DurableTaskClient client, string organizationId, string vatId, int accountVersion, CancellationToken cancellationToken) =>
        client.StartOnceAsync(
            nameof(TaxIdCheckProcess),
            ProcessId(organizationId, vatId, accountVersion),
            new TaxIdCheck(organizationId, vatId, accountVersion),
            cancellationToken);

    /// <summary>Starts the check of a new account's id, if it has one. May be called again, even after the check has ended.</summary>
    public static Task StartFirstAsync(
        DurableTaskClient client, string organizationId, CustomerAccount account, CancellationToken cancellationToken) =>
        account is { VatId: { } vatId, TaxIdStatus: TaxIdStatus.Pending }
            ? StartAsync(client, organizationId, vatId, account.Version, cancellationToken)
            : Task.CompletedTask;
}
