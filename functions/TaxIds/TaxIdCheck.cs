using Accounts.Platform;
using Microsoft.DurableTask.Client;

namespace Accounts.TaxIds;

/// <summary>What <see cref="TaxIdCheckProcess"/> is to check.</summary>
/// <param name="OrganizationId">Whose id.</param>
/// <param name="VatId">The id, canonical.</param>
/// <param name="AccountVersion">The version of the account that has, or is about to have, this id for the first time.</param>
public sealed record TaxIdCheck(string OrganizationId, string VatId, int AccountVersion)
{
    /// <summary>Id of the process for an account at a version.</summary>
    public static string ProcessId(string organizationId, int accountVersion) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"tax-id-{organizationId}-{accountVersion}");

    /// <summary>Starts the check, once per version; may be called just before that version is written.</summary>
    public static Task StartAsync(DurableTaskClient client, string organizationId, string vatId, int accountVersion, CancellationToken cancellationToken) =>
        client.StartOnceAsync(
            nameof(TaxIdCheckProcess), ProcessId(organizationId, accountVersion), new TaxIdCheck(organizationId, vatId, accountVersion), cancellationToken);
}
